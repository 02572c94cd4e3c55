package dev.barometer.starter.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The calendar against one that looks at the clock each minute, on calendars drawn at random: weeks
 * with pauses and nights, zones that change their clocks, by half an hour or a whole day too,
 * holidays, weekends that are worked and half days.
 */
class NaiveCalendarTest {
  /** A zone and a date about which its clocks change. */
  private static final List<Map.Entry<String, String>> CHANGES =
      List.of(
          Map.entry("UTC", "2026-12-31"),
          Map.entry("Europe/Berlin", "2026-03-29"),
          Map.entry("Europe/Berlin", "2026-10-25"),
          Map.entry("America/New_York", "2026-11-01"),
          Map.entry("Australia/Lord_Howe", "2026-10-04"),
          Map.entry("Pacific/Apia", "2011-12-30"),
          Map.entry("Asia/Kathmandu", "2026-01-01"),
          Map.entry("Pacific/Auckland", "2025-12-31"),
          Map.entry("America/Havana", "2026-03-08"));

  private static final int DAYS = 12;

  /** As the calendar is told of it, and as anybody would look it up. */
  private static final class Drawn {
    final Instant begin;
    final ZoneId zone;
    final Map<DayOfWeek, List<LocalTime[]>> week = new HashMap<>();
    final Map<LocalDate, List<LocalTime[]>> special = new HashMap<>();
    final BusinessCalendar calendar;

    Drawn(Random random) {
      Map.Entry<String, String> change = CHANGES.get(random.nextInt(CHANGES.size()));
      zone = ZoneId.of(change.getKey());
      LocalDate about = LocalDate.parse(change.getValue());
      begin =
          about
              .minusDays(DAYS / 2)
              .atStartOfDay(zone)
              .toInstant()
              .plusSeconds(60L * random.nextInt(1_440));
      List<String> parts = new ArrayList<>();
      for (DayOfWeek day : DayOfWeek.values()) {
        if (random.nextInt(7) < 5 || day == DayOfWeek.SUNDAY && parts.isEmpty()) {
          List<LocalTime[]> hours = hours(random);
          week.put(day, hours);
          String name = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
          hours.forEach(each -> parts.add(name + " " + text(each)));
        }
      }
      Map<LocalDate, String> kinds = new HashMap<>();
      for (int i = -DAYS; i < 2 * DAYS; i++) {
        LocalDate date = about.plusDays(i);
        switch (random.nextInt(8)) {
          case 0 -> {
            kinds.put(date, "closed");
            special.put(date, List.of());
          }
          case 1 -> {
            kinds.put(date, "working");
            DayOfWeek first = DayOfWeek.MONDAY;
            while (!week.containsKey(first)) {
              first = first.plus(1);
            }
            special.put(date, week.getOrDefault(date.getDayOfWeek(), week.get(first)));
          }
          case 2 -> {
            List<LocalTime[]> hours = hours(random);
            kinds.put(
                date, "half-day " + String.join(" ", hours.stream().map(Drawn::text).toList()));
            special.put(date, hours);
          }
          default -> {}
        }
      }
      calendar =
          new BusinessCalendar(
              zone, WeekHours.parse(String.join(", ", parts)), SpecialDays.of(kinds));
    }

    /** One stretch or two; midnight is the end of the day where it ends one. */
    private static List<LocalTime[]> hours(Random random) {
      List<Integer> ends = new ArrayList<>();
      int count = random.nextBoolean() ? 2 : 4;
      while (ends.size() < count) {
        int quarter = random.nextInt(97);
        if (!ends.contains(quarter)) {
          ends.add(quarter);
        }
      }
      ends.sort(null);
      List<LocalTime[]> hours = new ArrayList<>();
      for (int i = 0; i < count; i += 2) {
        hours.add(new LocalTime[] {time(ends.get(i)), time(ends.get(i + 1))});
      }
      return hours;
    }

    private static LocalTime time(int quarter) {
      return LocalTime.ofSecondOfDay(quarter % 96 * 900L);
    }

    private static String text(LocalTime[] hours) {
      return hours[0] + "-" + (hours[1].equals(LocalTime.MIDNIGHT) ? "24:00" : hours[1]);
    }

    boolean isOpen(Instant at) {
      ZonedDateTime there = at.atZone(zone);
      List<LocalTime[]> hours =
          special.getOrDefault(
              there.toLocalDate(), week.getOrDefault(there.getDayOfWeek(), List.of()));
      LocalTime time = there.toLocalTime();
      return hours.stream()
          .anyMatch(
              each ->
                  !time.isBefore(each[0])
                      && (each[1].equals(LocalTime.MIDNIGHT) || time.isBefore(each[1])));
    }
  }

  @Property(tries = 300)
  void isWhatTheClockSays_minuteByMinute(@ForAll long seed) {
    Drawn drawn = new Drawn(new Random(seed));
    Duration sum = Duration.ZERO;
    Map<Duration, Instant> earliest = new HashMap<>(Map.of(Duration.ZERO, drawn.begin));
    List<Instant> waiting = new ArrayList<>();
    Instant at = drawn.begin;
    for (int minute = 0; minute < DAYS * 1_440; minute++) {
      boolean isOpen = drawn.isOpen(at);
      assertThat(drawn.calendar.isOpen(at)).as("%s", at).isEqualTo(isOpen);
      if (minute % 17 == 0) {
        assertThat(drawn.calendar.between(drawn.begin, at)).as("until %s", at).isEqualTo(sum);
      }
      waiting.add(at);
      if (isOpen) {
        for (Instant one : waiting.size() > 20 ? Set.of(waiting.get(0), at) : waiting) {
          assertThat(drawn.calendar.nextOpen(one)).as("after %s", one).isEqualTo(at);
        }
        waiting.clear();
        sum = sum.plusMinutes(1);
        earliest.putIfAbsent(sum, at.plusSeconds(60));
      }
      at = at.plusSeconds(60);
    }
    earliest.forEach(
        (span, when) ->
            assertThat(drawn.calendar.plus(drawn.begin, span)).as("%s", span).isEqualTo(when));
  }

  @Property(tries = 1_000)
  void isMonotone_andAddsUp(@ForAll long seed, @ForAll long other) {
    Random random = new Random(other);
    Drawn drawn = new Drawn(new Random(seed));
    Instant from = drawn.begin.plusMillis(random.nextInt());
    Duration one = Duration.ofMillis(random.nextInt(1_000_000_000));
    Duration more = Duration.ofMillis(random.nextInt(1_000_000_000));
    Instant to = drawn.calendar.plus(from, one);

    assertThat(drawn.calendar.between(from, to)).isEqualTo(one);
    assertThat(drawn.calendar.plus(from, one.plus(more))).isAfterOrEqualTo(to);
    assertThat(drawn.calendar.plus(to, more)).isEqualTo(drawn.calendar.plus(from, one.plus(more)));
    assertThat(drawn.calendar.plus(from.plus(more), one)).isAfterOrEqualTo(to);
  }
}
