/** The named tokens: issuing, showing and revoking them. Who calls is decided by the starter. */
@NullMarked
package dev.barometer.reporting.token;

import org.jspecify.annotations.NullMarked;
