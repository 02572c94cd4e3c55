/** What can be asked for: the metrics there are, and the scopes that something is known of. */
@NullMarked
package dev.barometer.reporting.catalogue;

import org.jspecify.annotations.NullMarked;
