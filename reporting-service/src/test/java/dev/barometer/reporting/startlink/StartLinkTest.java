package dev.barometer.reporting.startlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.token.TokenHash;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartLinkTest {
  private static final Instant UNTIL = Instant.parse("2026-11-20T12:10:00Z");
  private static final Instant NOW = UNTIL.minusSeconds(1);

  private final StartLink link = new StartLink(TokenHash.of("secret"), UNTIL);

  @Test
  void isTakenOnce_howeverOftenItWasLookedAt() {
    assertThat(link.takes("secret", NOW)).isTrue();
    assertThat(link.takes("secret", NOW)).isTrue();

    assertThat(link.use("secret", NOW)).isTrue();

    assertThat(link.takes("secret", NOW)).isFalse();
    assertThat(link.use("secret", NOW)).isFalse();
  }

  @Test
  void isOver_whenItsTimeIs() {
    assertThat(link.takes("secret", UNTIL)).isFalse();
    assertThat(link.use("secret", UNTIL)).isFalse();
  }

  @Test
  void staysGood_whenSomebodyGuesses() {
    assertThat(link.use("guess", NOW)).isFalse();
    assertThat(link.use(TokenHash.of("secret"), NOW)).isFalse();

    assertThat(link.use("secret", NOW)).isTrue();
  }
}
