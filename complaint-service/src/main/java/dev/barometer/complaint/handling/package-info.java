/** What the desk sees of the cases, over HTTP. */
@NullMarked
package dev.barometer.complaint.handling;

import org.jspecify.annotations.NullMarked;
