/** Why cases come about: the root causes that managers keep, and how often each was found. */
@NullMarked
package dev.barometer.complaint.cause;

import org.jspecify.annotations.NullMarked;
