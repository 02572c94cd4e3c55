package dev.barometer.survey.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.survey.trigger.AskingInstance;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class QuietHoursTest {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private static QuietHours seoul(@Nullable String hours, boolean weekends) {
    return QuietHours.of(hours, weekends, SEOUL, NEW_YEAR);
  }

  private static @Nullable String end(QuietHours quiet, String local, ZoneId zone) {
    return quiet
        .end(LocalDateTime.parse(local).atZone(zone).toInstant())
        .map(then -> then.atZone(zone).toLocalDateTime().toString())
        .orElse(null);
  }

  @Example
  void nightsAndWeekendsAreQuiet_inTheZoneOfTheOrganisation() {
    QuietHours quiet = seoul("20:00-08:00", false);

    assertThat(end(quiet, "2026-11-27T19:59", SEOUL)).isNull();
    assertThat(end(quiet, "2026-11-26T20:00", SEOUL)).isEqualTo("2026-11-27T08:00");
    assertThat(end(quiet, "2026-11-26T03:00", SEOUL)).isEqualTo("2026-11-26T08:00");
    assertThat(end(quiet, "2026-11-26T08:00", SEOUL)).isNull();
    // A Friday evening lasts until Monday morning.
    assertThat(end(quiet, "2026-11-27T20:00", SEOUL)).isEqualTo("2026-11-30T08:00");
    assertThat(end(quiet, "2026-11-29T12:00", SEOUL)).isEqualTo("2026-11-30T08:00");
  }

  @Example
  void hoursWithinADay_andNone() {
    QuietHours noon = seoul(" 12:00 - 13:30 ", true);

    assertThat(end(noon, "2026-11-29T12:10", SEOUL)).isEqualTo("2026-11-29T13:30");
    assertThat(end(noon, "2026-11-29T13:30", SEOUL)).isNull();
    assertThat(seoul("", true).end(Instant.EPOCH)).isEqualTo(Optional.empty());
  }

  @Example
  void whatIsNoSpanIsRefusedByItsName() {
    for (String wrong : new String[] {"20:00", "8-20", "08:00-08:00", "a-b", "08:00-09:00-10:00"}) {
      assertThatThrownBy(() -> seoul(wrong, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("barometer.delivery.quiet-hours");
    }
  }

  @Example
  void whatLeavesNoTimeToWriteToAnybodyIsRefusedByItsName() {
    for (String wrong : new String[] {"00:00-23:59", "08:00-07:46", "12:01-12:00"}) {
      assertThatThrownBy(() -> seoul(wrong, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("barometer.delivery.quiet-hours must leave 15 minutes");
    }
    assertThat(seoul("08:00-07:45", true).longest()).isEqualTo(Duration.ofMinutes(1425));
    assertThat(seoul("00:00-23:45", true).longest()).isEqualTo(Duration.ofMinutes(1425));
  }

  @Example
  void noServiceStartsWithThem() {
    for (String wrong : new String[] {"08:00-08:00", "00:00-23:59", "always"}) {
      assertThatThrownBy(
              () ->
                  new QuietConfiguration()
                      .quietHours(
                          new DeliveryProperties(wrong, true),
                          AskingInstance.usual(),
                          Clock.systemUTC()))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("barometer.delivery.quiet-hours");
    }
  }

  @Example
  void knowsHowLongNobodyIsWrittenTo() {
    assertThat(seoul(null, true).longest()).isZero();
    assertThat(seoul("20:00-08:00", true).longest()).isEqualTo(Duration.ofHours(12));
    assertThat(seoul("12:00-13:30", true).longest()).isEqualTo(Duration.ofMinutes(90));
    assertThat(seoul(null, false).longest()).isEqualTo(Duration.ofHours(48));
    assertThat(seoul("20:00-08:00", false).longest()).isEqualTo(Duration.ofHours(60));
    // On one weekend of a year clocks are put back.
    assertThat(QuietHours.of("20:00-08:00", false, BERLIN, NEW_YEAR).longest())
        .isEqualTo(Duration.ofHours(61));
  }

  /** Looked at minute by minute, the longest is as long as there is, and no longer. */
  @Property(tries = 20)
  void theLongestIsThere(
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll boolean weekends) {
    if (Math.floorMod(from - until, 1440) < 15) {
      return;
    }
    String hours = LocalTime.ofSecondOfDay(from * 60L) + "-" + LocalTime.ofSecondOfDay(until * 60L);
    QuietHours quiet = QuietHours.of(hours, weekends, SEOUL, NEW_YEAR);
    Duration seen = Duration.ZERO;
    Instant open = NEW_YEAR;
    for (int minute = 0; minute < 3 * 7 * 1440; minute++) {
      Instant at = NEW_YEAR.plus(Duration.ofMinutes(minute));
      if (quiet.end(at).isEmpty()) {
        open = at;
      } else if (minute > 7 * 1440) {
        // The last open minute ends where the quiet begins.
        Duration lasted = Duration.between(open, at);
        seen = lasted.compareTo(seen) > 0 ? lasted : seen;
      }
    }

    assertThat(seen).isEqualTo(quiet.longest());
  }

  /** Over a year with both changes of the clocks: what is told is never quiet, and soon enough. */
  @Property(tries = 500)
  void theEndIsLater_andNotQuiet(
      @ForAll @IntRange(max = 527_040) int minute,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll boolean weekends) {
    if (Math.floorMod(from - until, 1440) < 15) {
      return;
    }
    String hours = LocalTime.ofSecondOfDay(from * 60L) + "-" + LocalTime.ofSecondOfDay(until * 60L);
    QuietHours quiet = QuietHours.of(hours, weekends, BERLIN, NEW_YEAR);
    Instant now = NEW_YEAR.plus(Duration.ofMinutes(minute));

    Instant end = quiet.end(now).orElse(now);

    assertThat(end).isBetween(now, now.plus(Duration.ofDays(4)));
    assertThat(quiet.end(end)).isEmpty();
    assertThat(Duration.between(now, end))
        .as("what lives longer than the longest always has a moment to go out")
        .isLessThanOrEqualTo(quiet.longest());
    ZonedDateTime local = end.atZone(BERLIN);
    assertThat(
            weekends
                || local.getDayOfWeek() != DayOfWeek.SATURDAY
                    && local.getDayOfWeek() != DayOfWeek.SUNDAY)
        .isTrue();
  }
}
