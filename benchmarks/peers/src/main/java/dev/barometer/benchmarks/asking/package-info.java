/** Row 12: what it costs that a ticket asks nobody, beside a consumer that only stores tickets. */
@NullMarked
package dev.barometer.benchmarks.asking;

import org.jspecify.annotations.NullMarked;
