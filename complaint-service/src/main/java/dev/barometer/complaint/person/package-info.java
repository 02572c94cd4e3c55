/** Whose cases are whose: found by a person without looking through the cases. */
@NullMarked
package dev.barometer.complaint.person;

import org.jspecify.annotations.NullMarked;
