package dev.barometer.starter.position;

import org.jspecify.annotations.Nullable;

/**
 * What is known to be kept of a partition.
 *
 * @param interruptions how often the store was away by then
 */
record Kept(Settling next, long interruptions) {
  boolean isSurelyIn(@Nullable Position found, long away) {
    long there = found == null ? 0 : found.next();
    return there >= next.last() && next.settledBy(away) == next.last();
  }
}
