/** Whether calls and records are traced: only where somebody takes the traces. */
@NullMarked
package dev.barometer.starter.tracing;

import org.jspecify.annotations.NullMarked;
