/** Gathers notices for one reader, so that he gets one mail rather than many. */
@NullMarked
package dev.barometer.complaint.digest;

import org.jspecify.annotations.NullMarked;
