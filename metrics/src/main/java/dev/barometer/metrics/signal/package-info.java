/**
 * Control charts: whether a series moves by more than chance. Numbers in, signals out; what the
 * numbers measure is not known here.
 */
@NullMarked
package dev.barometer.metrics.signal;

import org.jspecify.annotations.NullMarked;
