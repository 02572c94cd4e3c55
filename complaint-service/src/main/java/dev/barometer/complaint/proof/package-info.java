/** Shows whether the histories of cases are as they were written, and hands them out with seals. */
@NullMarked
package dev.barometer.complaint.proof;

import org.jspecify.annotations.NullMarked;
