/** Complaint-service: bad experiences become cases, and every case is told to the others. */
@NullMarked
package dev.barometer.complaint;

import org.jspecify.annotations.NullMarked;
