package dev.barometer.metrics;

import static dev.barometer.metrics.TallyFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservationTest {

  @Test
  void aSpanIsExactToTheMillisecond() {
    Observation art = Observation.duration("art", Duration.ofNanos(91_080_123_999_999L), MONDAY);

    assertThat(art.value()).isEqualTo(91_080_123);
    assertThat(art.code()).isEqualTo(LogBins.binOf(91_080_123));
  }

  @Test
  void whatEndsBeforeItBeginsIsNoSpan() {
    assertThatThrownBy(() -> Observation.duration("art", Duration.ofMillis(-1), MONDAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSpanBeyondMillisecondsIsRefused() {
    Duration ever = Duration.between(Instant.MIN, Instant.MAX);

    assertThatThrownBy(() -> Observation.duration("art", ever, MONDAY))
        .isInstanceOf(ArithmeticException.class);
  }
}
