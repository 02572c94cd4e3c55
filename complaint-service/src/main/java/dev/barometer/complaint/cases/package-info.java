/**
 * The case: what it is, how evidence changes it, the document it lies in. Who may change a case,
 * and when, is decided in the other rooms.
 */
@NullMarked
package dev.barometer.complaint.cases;

import org.jspecify.annotations.NullMarked;
