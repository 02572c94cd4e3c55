/** Tells the others what became of a case: sends the events that wait in its document. */
@NullMarked
package dev.barometer.complaint.publishing;

import org.jspecify.annotations.NullMarked;
