package dev.barometer.starter.security;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.token.TokenHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakSecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "fifteen-letters",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabc",
        "1234567890123456",
        "0123456789abcdef",
        "change-me-change-me",
        "please-change-me-to-a-long-random-value",
        "CHANGE_THIS_BEFORE_YOU_START",
        "replace-me-with-openssl-rand-hex-32",
        "barometer-admin-token",
        "administrator-password",
        "my-secret-password-1234",
        "<your-secret-token-here>",
      })
  void refusesWhatOthersKnowOrGuess(String secret) {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> WeakSecrets.refuse("barometer.api-token", secret))
        .withMessageStartingWith("barometer.api-token ")
        .satisfies(
            refusal ->
                org.assertj.core.api.Assertions.assertThat(refusal.getMessage())
                    .doesNotContain(secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0f6b2c0c4e0f4d0d8d2b7a1c9e3f5a6b",
        "bmt_3yX0k6Zb1uYlJ0pRrG9q2w",
        "a-long-enough-token",
        "correct-horse-battery-staple",
      })
  void takesWhatIsNotGuessed(String secret) {
    assertThatNoException().isThrownBy(() -> WeakSecrets.refuse("barometer.api-token", secret));
  }

  @Test
  void refusesTheHashOfAnExample() {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(
            () -> WeakSecrets.refuseHash("barometer.tokens 'desk'", TokenHash.of("change-me")));
    assertThatNoException()
        .isThrownBy(
            () ->
                WeakSecrets.refuseHash(
                    "barometer.tokens 'desk'", TokenHash.of("the-agents-token")));
  }
}
