/**
 * What was planned so that it does not happen again: the improvement actions that came from cases.
 */
@NullMarked
package dev.barometer.complaint.improvement;

import org.jspecify.annotations.NullMarked;
