package dev.barometer.survey.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.survey.trigger.Arrivals.Known;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dry run is of all that was accepted before, or says that it is not. */
class ArrivalsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void waits_whileSomethingIsOnItsWay() {
    Iterator<Instant> seen =
        List.of(Instant.EPOCH, NOW.minusSeconds(9), NOW.minusMillis(1), NOW.plusMillis(3))
            .iterator();
    var arrivals = new Arrivals(seen::next, Duration.ofMinutes(5), CLOCK);

    assertThat(arrivals.awaitAllOfNow()).isEqualTo(new Known(NOW.plusMillis(3), true));
    assertThat(seen).isExhausted();
  }

  @Test
  void saysHowFarItIs_whereThatTakesTooLong() {
    var arrivals = new Arrivals(() -> NOW.minusSeconds(9), Duration.ofMillis(120), CLOCK);

    assertThat(arrivals.awaitAllOfNow()).isEqualTo(new Known(NOW.minusSeconds(9), false));
  }

  @Test
  void waitsNoLonger_whenItIsInterrupted() {
    Iterator<Instant> seen = List.of(Instant.EPOCH).iterator();
    var arrivals = new Arrivals(seen::next, Duration.ofMinutes(5), CLOCK);
    Thread.currentThread().interrupt();

    assertThat(arrivals.awaitAllOfNow()).isEqualTo(new Known(Instant.EPOCH, false));
    assertThat(Thread.interrupted()).isTrue();
  }
}
