/** Tells the others what became of a case: sends the events that wait in its document. */
@NullMarked
package dev.barometer.complaint.outbox;

import org.jspecify.annotations.NullMarked;
