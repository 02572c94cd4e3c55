package dev.barometer.reporting.tally;

import dev.barometer.contract.score.Bucket;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the tallies of a bucket lie: days together in the page of their month, hours in the page of
 * their day, so that a period of a scope is a handful of pages.
 *
 * @param page what follows the scope in the page's id: {@code 2016-03} or {@code 2016-03-05}
 * @param slot the place on the page: the day of the month or the hour, two digits
 */
record PageSlot(String page, String slot) {
  /** By their numbers. */
  private static final List<String> SLOTS =
      IntStream.rangeClosed(0, 31).mapToObj("%02d"::formatted).toList();

  static PageSlot of(Bucket bucket) {
    if (bucket instanceof Bucket.Day day) {
      LocalDate date = day.date();
      return new PageSlot(YearMonth.from(date).toString(), SLOTS.get(date.getDayOfMonth()));
    }
    OffsetDateTime hour = ((Bucket.Hour) bucket).start().atOffset(ZoneOffset.UTC);
    return new PageSlot(hour.toLocalDate().toString(), SLOTS.get(hour.getHour()));
  }

  /** The number of a slot on its page. */
  static int place(String slot) {
    return Integer.parseInt(slot);
  }

  static String pageIdOf(String scope, String page) {
    return scope + "|" + page;
  }

  /** The scope of a page's id; scopes may contain the separator, pages do not. */
  static String scopeOf(String pageId) {
    return pageId.substring(0, pageId.lastIndexOf('|'));
  }

  static String pageOf(String pageId) {
    return pageId.substring(pageId.lastIndexOf('|') + 1);
  }
}
