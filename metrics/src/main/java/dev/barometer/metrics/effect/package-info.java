/**
 * What an improvement action achieved: the difference between a window before and a window after,
 * its interval, a verdict whose level holds at small n too, and what to be careful about;
 * beforehand, which difference would be seen at all; afterwards, what it saved. No clock and no
 * store: windows, tallies and days come in.
 */
@NullMarked
package dev.barometer.metrics.effect;

import org.jspecify.annotations.NullMarked;
