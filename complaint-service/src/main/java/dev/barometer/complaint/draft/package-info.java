/**
 * The rules as managers change them on the desk: a draft of one's own, tried out on the last days,
 * and put in force.
 */
@NullMarked
package dev.barometer.complaint.draft;

import org.jspecify.annotations.NullMarked;
