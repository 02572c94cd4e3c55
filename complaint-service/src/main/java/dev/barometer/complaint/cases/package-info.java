/**
 * The case: what it is, how evidence changes it, the document it lies in. Who may change a case,
 * and when, is decided in the other rooms. Inside the services it is a case; on the wire, on its
 * topic and in addresses, a {@code Complaint}.
 */
@NullMarked
package dev.barometer.complaint.cases;

import org.jspecify.annotations.NullMarked;
