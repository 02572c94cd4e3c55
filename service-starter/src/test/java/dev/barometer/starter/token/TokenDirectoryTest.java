package dev.barometer.starter.token;

import static dev.barometer.starter.token.TokenFixtures.NOW;
import static dev.barometer.starter.token.TokenFixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenDirectoryTest {
  private final TokenDirectory directory = new TokenDirectory();

  @Test
  void findsATokenByTheHashOfItsSecret() {
    directory.learn(token("t-1", 1));

    assertThat(directory.findLive(TokenHash.of("t-1-secret"), NOW)).contains(token("t-1", 1));
    assertThat(directory.findLive(TokenHash.of("t-2-secret"), NOW)).isEmpty();
  }

  @Test
  void findsNoToken_fromTheTimeItExpires() {
    directory.learn(token("t-1", 1));

    assertThat(directory.findLiveById("t-1", NOW.plus(Duration.ofDays(90)).minusNanos(1)))
        .isPresent();
    assertThat(directory.findLiveById("t-1", NOW.plus(Duration.ofDays(90)))).isEmpty();
  }

  @Test
  void findsNoRevokedToken_inWhateverOrderItLearns() {
    directory.learn(token("t-1", 2));
    directory.learn(token("t-1", 1));

    assertThat(directory.findLiveById("t-1", NOW)).isEmpty();
    assertThat(directory.all()).containsExactly(token("t-1", 2));
  }
}
