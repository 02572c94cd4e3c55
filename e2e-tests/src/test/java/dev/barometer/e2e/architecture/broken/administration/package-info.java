/** The other wing of a broken example. */
@NullMarked
package dev.barometer.e2e.architecture.broken.administration;

import org.jspecify.annotations.NullMarked;
