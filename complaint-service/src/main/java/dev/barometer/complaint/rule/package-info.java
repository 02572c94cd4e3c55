/**
 * Which bad experiences become cases: an ordered list of rules that managers keep, the first that
 * matches wins.
 */
@NullMarked
package dev.barometer.complaint.rule;

import org.jspecify.annotations.NullMarked;
