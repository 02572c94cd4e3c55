/** The desk: the pages on which people find cases, and work them through. */
@NullMarked
package dev.barometer.complaint.desk;

import org.jspecify.annotations.NullMarked;
