/** Records that were put aside, as they stand on their topics. */
@NullMarked
package dev.barometer.starter.deadletter;

import org.jspecify.annotations.NullMarked;
