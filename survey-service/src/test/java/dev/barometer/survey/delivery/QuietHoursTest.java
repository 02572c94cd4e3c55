package dev.barometer.survey.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private static @Nullable String end(QuietHours quiet, String local, ZoneId zone) {
    return quiet
        .end(LocalDateTime.parse(local).atZone(zone).toInstant())
        .map(then -> then.atZone(zone).toLocalDateTime().toString())
        .orElse(null);
  }

  @Example
  void nightsAndWeekendsAreQuiet_inTheZoneOfTheOrganisation() {
    QuietHours quiet = QuietHours.of("20:00-08:00", false, SEOUL);

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
    QuietHours noon = QuietHours.of(" 12:00 - 13:30 ", true, SEOUL);

    assertThat(end(noon, "2026-11-29T12:10", SEOUL)).isEqualTo("2026-11-29T13:30");
    assertThat(end(noon, "2026-11-29T13:30", SEOUL)).isNull();
    assertThat(QuietHours.of("", true, SEOUL).end(Instant.EPOCH)).isEqualTo(Optional.empty());
  }

  @Example
  void whatIsNoSpanIsRefusedByItsName() {
    for (String wrong : new String[] {"20:00", "8-20", "08:00-08:00", "a-b", "08:00-09:00-10:00"}) {
      assertThatThrownBy(() -> QuietHours.of(wrong, true, SEOUL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("barometer.delivery.quiet-hours");
    }
  }

  /** Over a year with both changes of the clocks: what is told is never quiet, and soon enough. */
  @Property(tries = 2000)
  void theEndIsLater_andNotQuiet(
      @ForAll @IntRange(max = 527_040) int minute,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll boolean weekends) {
    if (from == until) {
      return;
    }
    QuietHours quiet =
        new QuietHours(
            LocalTime.ofSecondOfDay(from * 60L),
            LocalTime.ofSecondOfDay(until * 60L),
            weekends,
            BERLIN);
    Instant now = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minute));

    Instant end = quiet.end(now).orElse(now);

    assertThat(end).isBetween(now, now.plus(Duration.ofDays(4)));
    assertThat(quiet.end(end)).isEmpty();
    ZonedDateTime local = end.atZone(BERLIN);
    assertThat(
            weekends
                || local.getDayOfWeek() != DayOfWeek.SATURDAY
                    && local.getDayOfWeek() != DayOfWeek.SUNDAY)
        .isTrue();
  }
}
