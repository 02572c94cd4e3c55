/**
 * The live page: what to show of the scores, in which words and shapes. Everything but the
 * controller and its configuration is plain; no figure is computed here, only worded.
 */
@NullMarked
package dev.barometer.reporting.dashboard;

import org.jspecify.annotations.NullMarked;
