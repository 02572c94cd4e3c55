package dev.barometer.starter.timetable;

import java.time.Instant;
import java.util.List;

/**
 * What is due in a minute, or a part of it: a minute with much has several parts.
 *
 * @param parts how many there are of its minute; only the first part knows
 */
record Page(Id id, int parts, List<Entry> entries) {
  private static final int SECONDS = 60;

  /**
   * @param minute since 1970
   */
  record Id(long minute, int part) {
    @Override
    public String toString() {
      return minute + "/" + part;
    }

    static Id parse(String id) {
      int slash = id.indexOf('/');
      return new Id(
          Long.parseLong(id.substring(0, slash)), Integer.parseInt(id.substring(slash + 1)));
    }
  }

  /**
   * Where an item is to be found.
   *
   * @param at when
   * @param placement the item's own as long as this entry leads to it
   */
  record Entry(Id page, String item, Instant at, String placement) {}

  static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS);
  }
}
