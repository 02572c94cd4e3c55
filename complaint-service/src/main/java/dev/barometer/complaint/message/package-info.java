/**
 * Writes to customers: the receipt of a case, and what people say to them. What became of each mail
 * stands in the history of its case.
 */
@NullMarked
package dev.barometer.complaint.message;

import org.jspecify.annotations.NullMarked;
