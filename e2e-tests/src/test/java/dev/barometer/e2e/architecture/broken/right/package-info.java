/** Half of a circle. */
@NullMarked
package dev.barometer.e2e.architecture.broken.right;

import org.jspecify.annotations.NullMarked;
