/** Tries rules out on what people said lately; it opens nothing. */
@NullMarked
package dev.barometer.complaint.rehearsal;

import org.jspecify.annotations.NullMarked;
