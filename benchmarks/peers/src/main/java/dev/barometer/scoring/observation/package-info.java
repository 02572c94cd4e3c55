/** In the room of stage 1, whose steps are its own: what each of them costs, by JMH. */
@NullMarked
package dev.barometer.scoring.observation;

import org.jspecify.annotations.NullMarked;
