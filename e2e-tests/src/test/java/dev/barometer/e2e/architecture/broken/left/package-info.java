/** Half of a circle. */
@NullMarked
package dev.barometer.e2e.architecture.broken.left;

import org.jspecify.annotations.NullMarked;
