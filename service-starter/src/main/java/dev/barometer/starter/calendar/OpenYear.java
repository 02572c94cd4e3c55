package dev.barometer.starter.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When somebody works within a year of UTC, which is a stretch of time that no change of a clock
 * touches. Between two such changes an hour is open where the clock shows one that is worked, so
 * one that is skipped is not there, and one that comes again is there twice.
 */
final class OpenYear {
  private static final long DAY = 24L * 60 * 60;

  private final long[] from;
  private final long[] to;

  /** How many seconds are open before each, and before the end of the year. */
  private final long[] before;

  private OpenYear(List<long[]> opens) {
    from = new long[opens.size()];
    to = new long[opens.size()];
    before = new long[opens.size() + 1];
    for (int i = 0; i < from.length; i++) {
      from[i] = opens.get(i)[0];
      to[i] = opens.get(i)[1];
      before[i + 1] = before[i] + to[i] - from[i];
    }
  }

  static OpenYear of(int year, ZoneId zone, Function<LocalDate, List<WeekHours.Hours>> hours) {
    ZoneRules rules = zone.getRules();
    long end = LocalDate.of(year + 1, 1, 1).toEpochDay() * DAY;
    long begin = LocalDate.of(year, 1, 1).toEpochDay() * DAY;
    List<long[]> opens = new ArrayList<>();
    while (begin < end) {
      Instant since = Instant.ofEpochSecond(begin);
      ZoneOffsetTransition change = rules.nextTransition(since);
      long until = change == null ? end : Math.min(end, change.toEpochSecond());
      add(opens, begin, until, rules.getOffset(since), hours);
      begin = until;
    }
    return new OpenYear(opens);
  }

  private static void add(
      List<long[]> opens,
      long begin,
      long end,
      ZoneOffset offset,
      Function<LocalDate, List<WeekHours.Hours>> hours) {
    long ahead = offset.getTotalSeconds();
    long last = Math.floorDiv(end - 1 + ahead, DAY);
    for (long day = Math.floorDiv(begin + ahead, DAY); day <= last; day++) {
      long midnight = day * DAY - ahead;
      for (WeekHours.Hours each : hours.apply(LocalDate.ofEpochDay(day))) {
        long opened = Math.max(begin, midnight + each.from().toSecondOfDay());
        long closed =
            Math.min(end, midnight + (each.endsWithTheDay() ? DAY : each.to().toSecondOfDay()));
        if (opened < closed) {
          opens.add(new long[] {opened, closed});
        }
      }
    }
  }

  Duration whole() {
    return Duration.ofSeconds(before[from.length]);
  }

  /** How much of the year is open before that moment, which lies in it. */
  Duration before(Instant at) {
    int i = beganBy(at);
    if (i < 0) {
      return Duration.ZERO;
    }
    Duration there = Duration.between(Instant.ofEpochSecond(from[i]), at);
    Duration most = Duration.ofSeconds(to[i] - from[i]);
    return Duration.ofSeconds(before[i]).plus(there.compareTo(most) < 0 ? there : most);
  }

  /**
   * The earliest moment before which so much is open.
   *
   * @param open more than nothing, and not more than the whole
   */
  Instant when(Duration open) {
    long seconds = open.getNano() == 0 ? open.getSeconds() : open.getSeconds() + 1;
    int found = Arrays.binarySearch(before, seconds);
    int i = (found < 0 ? -found - 1 : found) - 1;
    return Instant.ofEpochSecond(from[i]).plus(open.minusSeconds(before[i]));
  }

  /** That moment where it is open, else when it opens after it; none where it does not. */
  @Nullable Instant nextOpen(Instant at) {
    int i = beganBy(at);
    if (i >= 0 && at.getEpochSecond() < to[i]) {
      return at;
    }
    return i + 1 < from.length ? Instant.ofEpochSecond(from[i + 1]) : null;
  }

  /** The last that began at that moment or before; -1 where none did. */
  private int beganBy(Instant at) {
    int found = Arrays.binarySearch(from, at.getEpochSecond());
    return found < 0 ? -found - 2 : found;
  }
}
