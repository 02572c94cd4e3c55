package dev.barometer.reporting.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.strategy.Cadence.Every;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When reports are due, against a walk from day to day that knows nothing of it. */
class CadenceTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime SIX = LocalTime.of(6, 0);
  private static final long FIRST_MINUTE =
      Instant.parse("1995-01-01T00:00:00Z").getEpochSecond() / 60;
  private static final long LAST_MINUTE =
      Instant.parse("2045-01-01T00:00:00Z").getEpochSecond() / 60;

  /** Whether a period begins on this day. */
  private static Predicate<LocalDate> begins(Every every) {
    return switch (every) {
      case WEEK -> day -> day.getDayOfWeek() == DayOfWeek.MONDAY;
      case MONTH -> day -> day.getDayOfMonth() == 1;
      case QUARTER -> day -> day.getDayOfMonth() == 1 && day.getMonthValue() % 3 == 1;
      case YEAR -> day -> day.getDayOfMonth() == 1 && day.getMonthValue() == 1;
    };
  }

  private static Occurrence walked(Cadence cadence, Instant now, ZoneId zone, LocalTime at) {
    Predicate<LocalDate> begins = begins(cadence.every());
    LocalDate day = now.atZone(zone).toLocalDate().minusDays(800);
    while (!begins.test(day)) {
      day = day.plusDays(1);
    }
    LocalDate before = day;
    LocalDate start = day;
    int number = 0;
    while (true) {
      if (begins.test(day)) {
        before = start;
        start = day;
        number = 0;
      }
      number++;
      boolean isLast = begins.test(day.plusDays(1));
      boolean isDue = number == cadence.day() || isLast && number < cadence.day();
      Instant due = day.atTime(at).atZone(zone).toInstant();
      if (isDue && due.isAfter(now)) {
        return new Occurrence(before, start, due);
      }
      day = day.plusDays(1);
    }
  }

  @Property(tries = 2_000)
  void theNextIsTheFirstThatAWalkFinds(
      @ForAll("cadences") Cadence cadence,
      @ForAll("zones") ZoneId zone,
      @ForAll("times") LocalTime at,
      @ForAll("minutes") long minute) {
    Instant now = Instant.ofEpochSecond(60 * minute);

    assertThat(cadence.next(now, zone, at)).isEqualTo(walked(cadence, now, zone, at));
  }

  /** On the very moment it is due, and the second before. */
  @Property(tries = 500)
  void isDueOnce_atItsMoment(
      @ForAll("cadences") Cadence cadence,
      @ForAll("zones") ZoneId zone,
      @ForAll("times") LocalTime at,
      @ForAll("minutes") long minute) {
    Occurrence one = cadence.next(Instant.ofEpochSecond(60 * minute), zone, at);

    assertThat(cadence.next(one.due().minusSeconds(1), zone, at)).isEqualTo(one);
    Occurrence next = cadence.next(one.due(), zone, at);
    assertThat(next.from()).isEqualTo(one.to());
    assertThat(next).isEqualTo(cadence.firstEndingAfter(one.to(), zone, at));
  }

  /** Whatever was told of before: no day is left out, and none is told of twice. */
  @Property(tries = 300)
  void periodsFollowOneAnotherWithoutAGap(
      @ForAll("cadences") Cadence cadence,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 9_000, max = 27_000) long day) {
    LocalDate doneTo = LocalDate.ofEpochDay(day);

    Occurrence first = cadence.firstEndingAfter(doneTo, zone, SIX);
    assertThat(first.from()).isBeforeOrEqualTo(doneTo);
    assertThat(first.to()).isAfter(doneTo);
    for (int i = 0; i < 30; i++) {
      Occurrence next = cadence.firstEndingAfter(first.to(), zone, SIX);
      assertThat(next.from()).isEqualTo(first.to());
      assertThat(next.due()).isAfter(first.due());
      first = next;
    }
  }

  @Provide
  Arbitrary<Cadence> cadences() {
    return Arbitraries.of(Every.values())
        .flatMap(
            every ->
                Arbitraries.integers()
                    .between(1, every.mostDays())
                    .map(day -> new Cadence(every, day)));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Sao_Paulo",
            "Asia/Shanghai",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Chatham")
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<LocalTime> times() {
    return Combinators.combine(Arbitraries.integers().between(0, 23), Arbitraries.of(0, 30, 59))
        .as(LocalTime::of);
  }

  @Provide
  Arbitrary<Long> minutes() {
    return Arbitraries.longs().between(FIRST_MINUTE, LAST_MINUTE);
  }

  @ParameterizedTest
  @CsvSource({
    "month,   3,  2026-10-03T03:59:59Z, 2026-09-01, 2026-10-01, 2026-10-03T04:00:00Z",
    "month,   3,  2026-10-03T04:00:00Z, 2026-10-01, 2026-11-01, 2026-11-03T05:00:00Z",
    "month,   31, 2026-02-01T00:00:00Z, 2026-01-01, 2026-02-01, 2026-02-28T05:00:00Z",
    "month,   31, 2028-02-01T00:00:00Z, 2028-01-01, 2028-02-01, 2028-02-29T05:00:00Z",
    "month,   29, 2028-02-28T23:00:00Z, 2028-01-01, 2028-02-01, 2028-02-29T05:00:00Z",
    "week,    1,  2026-03-29T12:00:00Z, 2026-03-23, 2026-03-30, 2026-03-30T04:00:00Z",
    "week,    7,  2026-10-24T12:00:00Z, 2026-10-12, 2026-10-19, 2026-10-25T05:00:00Z",
    "quarter, 92, 2026-01-05T00:00:00Z, 2025-10-01, 2026-01-01, 2026-03-31T04:00:00Z",
    "quarter, 92, 2026-08-05T00:00:00Z, 2026-04-01, 2026-07-01, 2026-09-30T04:00:00Z",
    "year,    60, 2028-01-05T00:00:00Z, 2027-01-01, 2028-01-01, 2028-02-29T05:00:00Z",
    "year,    60, 2027-01-05T00:00:00Z, 2026-01-01, 2027-01-01, 2027-03-01T05:00:00Z",
    "year,    366, 2027-01-05T00:00:00Z, 2026-01-01, 2027-01-01, 2027-12-31T05:00:00Z",
    "year,    366, 2028-01-05T00:00:00Z, 2027-01-01, 2028-01-01, 2028-12-31T05:00:00Z"
  })
  void isDueOnADayOfTheNextPeriod(
      String every, int day, Instant now, LocalDate from, LocalDate to, Instant due) {
    Cadence cadence = new Cadence(Every.of(every).orElseThrow(), day);

    assertThat(cadence.next(now, BERLIN, SIX)).isEqualTo(new Occurrence(from, to, due));
  }

  @ParameterizedTest
  @CsvSource({
    // The hour that is left out is told an hour later; of the one that comes twice it is the first.
    "2026-03-28T12:00:00Z, 29, 2026-03-29T01:30:00Z",
    "2026-10-24T12:00:00Z, 25, 2026-10-25T00:30:00Z"
  })
  void isDueOnce_whenTheClocksChange(Instant now, int day, Instant due) {
    Cadence cadence = new Cadence(Every.MONTH, day);
    LocalTime at = LocalTime.of(2, 30);

    assertThat(cadence.next(now, BERLIN, at).due()).isEqualTo(due);
    assertThat(cadence.next(due, BERLIN, at).due()).isAfter(due.plusSeconds(20 * 86_400));
  }

  @ParameterizedTest
  @CsvSource({
    "week,    2026-12-28, 2027-01-04, 2026-W53",
    "month,   2026-02-01, 2026-03-01, 2026-02",
    "quarter, 2026-07-01, 2026-10-01, 2026-Q3",
    "year,    2026-01-01, 2027-01-01, 2026",
    "month,   2026-02-01, 2026-03-02, 2026-02-01/2026-03-01"
  })
  void namesAPeriod(String every, LocalDate from, LocalDate to, String name) {
    assertThat(new Cadence(Every.of(every).orElseThrow(), 1).nameOf(from, to)).isEqualTo(name);
  }
}
