/** Points out phrases that put customers off, before a message goes to one. It forbids nothing. */
@NullMarked
package dev.barometer.complaint.wording;

import org.jspecify.annotations.NullMarked;
