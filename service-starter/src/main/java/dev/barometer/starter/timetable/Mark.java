package dev.barometer.starter.timetable;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the pages are done with, and who is alive.
 *
 * @param done the first minute whose pages may hold something
 * @param open the first minute to which entries may be added
 * @param instances the minute in which each was last here
 */
record Mark(long done, long open, Map<String, Long> instances) {
  /** An instance that was here that many minutes ago lives; clocks may disagree, too. */
  private static final int LIVES_MINUTES = 2;

  boolean knows(String instance, long minute) {
    return instances.getOrDefault(instance, Long.MIN_VALUE) >= minute;
  }

  /**
   * Whose it is to do what stands there, so that instances do not race for it: each live instance
   * gets its share, by chance. It is a courtesy, not a right; that is the lease.
   */
  boolean isFirstFor(String placement, String instance) {
    @Nullable String first = null;
    int highest = 0;
    for (Map.Entry<String, Long> each : instances.entrySet()) {
      int lot = mixed(each.getKey().hashCode() * 31 + placement.hashCode());
      if (each.getValue() >= open - LIVES_MINUTES && (first == null || lot > highest)) {
        first = each.getKey();
        highest = lot;
      }
    }
    return instance.equals(first);
  }

  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
