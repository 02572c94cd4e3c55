/**
 * The clocks of a case: until when it is to be acknowledged, assessed, answered and over, in
 * business time. Plain; knows no case, and is told what time it is.
 */
@NullMarked
package dev.barometer.complaint.clock;

import org.jspecify.annotations.NullMarked;
