package dev.barometer.starter.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {
  private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final long YEAR = 366L * 24 * 3600;
  private static final List<LocalDate> CHRISTMAS =
      List.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-28"));

  /** With pauses, nights and changes of the clocks, and where it is tomorrow already. */
  private static final List<BusinessCalendar> ALL =
      List.of(
          calendar("UTC", "Mon-Fri 09:00-17:00"),
          calendar("Europe/Berlin", "Mon-Thu 08:00-12:00, Mon-Thu 13:00-17:30, Fri 08:00-12:00"),
          calendar("America/New_York", "Sun 00:00-24:00, Wed 01:30-02:30"),
          calendar("Pacific/Auckland", "Mon-Sun 00:00-24:00"));

  private static BusinessCalendar calendar(String zone, String week) {
    return new BusinessCalendar(ZoneId.of(zone), WeekHours.parse(week), CHRISTMAS);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, PT1H, 2026-11-23T11:00:00Z",
    "2026-11-20T16:30:00Z, PT1H, 2026-11-23T09:30:00Z",
    "2026-11-21T12:00:00Z, PT1H, 2026-11-23T10:00:00Z",
    "2026-11-23T09:00:00Z, PT8H, 2026-11-23T17:00:00Z",
    "2026-11-21T12:00:00Z, PT0S, 2026-11-21T12:00:00Z",
    "2026-12-24T16:00:00Z, PT2H, 2026-12-29T10:00:00Z"
  })
  void addsWhatPassesInItsHours(Instant from, Duration span, Instant to) {
    assertThat(ALL.get(0).plus(from, span)).isEqualTo(to);
  }

  @Test
  void guessesNoHolidays_whereNoneAreSaid() {
    assertThat(ALL.get(0).nextOpen(Instant.parse("2029-12-25T08:00:00Z")))
        .isEqualTo("2029-12-25T09:00:00Z");
  }

  @Test
  void countsTheHourThatIsThereTwice_andNotTheOneThatIsNot() {
    BusinessCalendar berlin = calendar("Europe/Berlin", "Sun 00:00-24:00");

    assertThat(between(berlin, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")).hasHours(25);
    assertThat(between(berlin, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")).hasHours(23);
  }

  private static Duration between(BusinessCalendar calendar, String from, String to) {
    return calendar.between(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void countsNothingOfAnHourThatIsSkipped_andAllOfWhatComesAgain() {
    BusinessCalendar berlin = calendar("Europe/Berlin", "Sun 01:30-02:30");

    assertThat(between(berlin, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")).hasMinutes(30);
    assertThat(between(berlin, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")).hasMinutes(90);
  }

  @Test
  void endsWithAClearWord_whereNobodyEverWorks() {
    SpecialDays never =
        new SpecialDays(
            Map.of(),
            year ->
                LocalDate.of(year, 1, 1)
                    .datesUntil(LocalDate.of(year + 1, 1, 1))
                    .collect(Collectors.toSet()));
    BusinessCalendar idle =
        new BusinessCalendar(ZoneId.of("UTC"), WeekHours.parse("Mon 09:00-17:00"), never);
    Instant now = Instant.parse("2026-11-23T10:00:00Z");

    assertThatThrownBy(() -> idle.nextOpen(now))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10 years");
    assertThatThrownBy(() -> idle.plus(now, Duration.ofHours(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10 years");
    assertThat(idle.between(now, now.plus(Duration.ofDays(5_000)))).isZero();
    assertThat(idle.isOpen(now)).isFalse();
    assertThatThrownBy(() -> ALL.get(0).plus(now, Duration.ofDays(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 years");
  }

  @Test
  void isTheSame_stepByStepAndOverYears() {
    BusinessCalendar calendar = ALL.get(1);
    Instant from = Instant.parse("2026-11-23T10:00:00Z");
    Instant at = from;
    for (int i = 0; i < 2_500; i++) {
      at = calendar.plus(at, Duration.ofHours(8));
    }

    assertThat(calendar.plus(from, Duration.ofHours(20_000))).isEqualTo(at);
    assertThat(calendar.between(from, at)).hasHours(20_000);
  }

  @Test
  void aBusinessDayIsTheMeanOfTheDaysThatAreWorked_soFiveAreAWeek() {
    BusinessCalendar berlin = ALL.get(1);

    assertThat(berlin.businessDay()).isEqualTo(Duration.ofMinutes(7 * 60 + 36));
    assertThat(berlin.span("P5D")).isEqualTo(Duration.ofHours(38));
    assertThat(berlin.plus(Instant.parse("2026-11-04T09:30:00Z"), berlin.span("P5D")))
        .isEqualTo("2026-11-11T09:30:00Z");
  }

  @Test
  void knowsTheYearsOfWhichADayIsNamed() {
    BusinessCalendar some = ALL.get(0);
    BusinessCalendar plain =
        new BusinessCalendar(ZoneId.of("UTC"), WeekHours.parse("Mon 09:00-17:00"), List.of());

    assertThat(some.knows(2026)).isTrue();
    assertThat(some.knows(2027)).isFalse();
    assertThat(plain.knows(2027)).isTrue();
  }

  @Property(tries = 2_000)
  void measuresWhatItAdds(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @LongRange(max = YEAR) long second,
      @ForAll @LongRange(max = 60L * 24 * 3600) long span) {
    BusinessCalendar calendar = ALL.get(which);
    Instant from = Instant.ofEpochSecond(FROM + second);
    Instant to = calendar.plus(from, Duration.ofSeconds(span));

    assertThat(calendar.between(from, to)).isEqualTo(Duration.ofSeconds(span));
  }

  @Property(tries = 2_000)
  void addsWhatItMeasures_upToTheEarliestMomentThatIsSoFar(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @LongRange(max = YEAR) long second,
      @ForAll @LongRange(max = 60L * 24 * 3600) long later) {
    BusinessCalendar calendar = ALL.get(which);
    Instant from = Instant.ofEpochSecond(FROM + second);
    Instant to = from.plusSeconds(later);
    Instant again = calendar.plus(from, calendar.between(from, to));

    assertThat(again).isBeforeOrEqualTo(to);
    assertThat(calendar.between(again, to)).isZero();
    if (calendar.isOpen(to)) {
      // Where somebody works, it is that moment itself, but for the end of the hours before.
      assertThat(
              calendar.between(from, to).isZero() || again.equals(to) || isABeginning(calendar, to))
          .isTrue();
    }
  }

  private static boolean isABeginning(BusinessCalendar calendar, Instant at) {
    return !calendar.isOpen(at.minusMillis(1));
  }

  @Property(tries = 2_000)
  void addsUp(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @LongRange(max = YEAR) long second,
      @ForAll @LongRange(max = 2_000_000) long one,
      @ForAll @LongRange(max = 2_000_000) long other) {
    BusinessCalendar calendar = ALL.get(which);
    Instant from = Instant.ofEpochSecond(FROM + second);
    Instant middle = from.plusSeconds(one);
    Instant to = middle.plusSeconds(other);

    assertThat(calendar.between(from, middle).plus(calendar.between(middle, to)))
        .isEqualTo(calendar.between(from, to));
    assertThat(calendar.isOpen(calendar.nextOpen(from))).isTrue();
    assertThat(calendar.between(from, calendar.nextOpen(from))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mon",
        "Xyz 09:00-17:00",
        "Mon 17:00-09:00",
        "Mon 09:00-00:00",
        "Mon 25:00-26:00",
        "Mon 09:00-12:00, Mon 11:00-17:00",
        "Mon 13:00-17:00, Mon 09:00-12:00"
      })
  void refusesWhatIsNoWeek(String text) {
    assertThatThrownBy(() -> WeekHours.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
