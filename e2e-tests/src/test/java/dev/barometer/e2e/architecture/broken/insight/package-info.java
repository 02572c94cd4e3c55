/** One wing of a broken example. */
@NullMarked
package dev.barometer.e2e.architecture.broken.insight;

import org.jspecify.annotations.NullMarked;
