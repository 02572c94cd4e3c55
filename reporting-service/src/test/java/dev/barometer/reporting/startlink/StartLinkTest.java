package dev.barometer.reporting.startlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartLinkTest {
  private static final Instant UNTIL = Instant.parse("2026-11-20T12:10:00Z");
  private static final Instant NOW = UNTIL.minusSeconds(1);

  private final StartLink link = new StartLink("hash", UNTIL);

  @Test
  void isTakenOnce_howeverOftenItWasLookedAt() {
    assertThat(link.takes("hash", NOW)).isTrue();
    assertThat(link.takes("hash", NOW)).isTrue();

    assertThat(link.use("hash", NOW)).isTrue();

    assertThat(link.takes("hash", NOW)).isFalse();
    assertThat(link.use("hash", NOW)).isFalse();
  }

  @Test
  void isOver_whenItsTimeIs() {
    assertThat(link.takes("hash", UNTIL)).isFalse();
    assertThat(link.use("hash", UNTIL)).isFalse();
  }

  @Test
  void staysGood_whenSomebodyGuesses() {
    assertThat(link.use("another", NOW)).isFalse();

    assertThat(link.use("hash", NOW)).isTrue();
  }
}
