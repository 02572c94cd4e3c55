package dev.barometer.contract.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  @Test
  void anHourIsCutInUtc_andADayInTheZone() {
    Instant evening = Instant.parse("2026-11-22T15:30:00Z");

    assertThat(new Bucket.Hour(evening).label()).isEqualTo("h2026-11-22T15");
    assertThat(Bucket.Day.of(evening, SEOUL).label()).isEqualTo("d2026-11-23");
  }

  @Test
  void readsLabels() {
    assertThat(Bucket.parse("h2026-11-22T10"))
        .isEqualTo(new Bucket.Hour(Instant.parse("2026-11-22T10:00:00Z")));
    assertThat(Bucket.parse("d2026-11-22")).isEqualTo(new Bucket.Day(LocalDate.of(2026, 11, 22)));
  }

  @Test
  void refusesAnythingElse() {
    for (String label :
        List.of(
            "",
            "h",
            "d",
            "2026-11-22",
            "d2026-02-30",
            "d2026-11-22 ",
            "d2026-11-22T10",
            "h2026-11-22",
            "h2026-11-22T24",
            "h2026-11-22 10",
            "h2026-11-22T10:00",
            "D2026-11-22",
            "d-999-11-22")) {
      assertThatIllegalArgumentException().as(label).isThrownBy(() -> Bucket.parse(label));
    }
  }

  @Property
  void readsBackWhatItWrote(@ForAll @LongRange(min = 0, max = 253_000_000_000L) long second) {
    Instant time = Instant.ofEpochSecond(second);

    for (Bucket bucket : List.of(new Bucket.Hour(time), Bucket.Day.of(time, SEOUL))) {
      assertThat(Bucket.parse(bucket.label())).isEqualTo(bucket);
    }
  }
}
