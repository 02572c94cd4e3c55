package dev.barometer.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.token.TokenHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FixedTokensTest {
  /** SHA-256 of {@code the-agents-token}. */
  private static final String HASH =
      "087b3a7e4532d38dbf12945a6b9d743cb758d700b0e89cf0ff13a9bd1a32e258";

  private final Map<String, String> settings =
      new LinkedHashMap<>(Map.of("barometer.service", "survey-service"));

  @Test
  void knowsTheAdministratorByTheApiToken() {
    settings.put("barometer.api-token", "a-long-enough-token");

    assertThat(find("a-long-enough-token"))
        .contains(
            new Caller(
                idOf("settings:administrator", TokenHash.of("a-long-enough-token")),
                "administrator",
                Role.ADMIN));
    assertThat(find("another-long-token")).isEmpty();
    assertThat(find("")).isEmpty();
  }

  @Test
  void knowsConfiguredCallersByTheHash() {
    settings.put("barometer.tokens[0].name", "desk");
    settings.put("barometer.tokens[0].role", "agent");
    settings.put("barometer.tokens[0].hash", HASH);

    assertThat(find("the-agents-token"))
        .contains(new Caller(idOf("settings:desk", HASH), "desk", Role.AGENT));
  }

  @Test
  void sendsInTheNameThatIsSet_soThatASuccessorMay() {
    settings.put("barometer.tokens[0].name", "desk-2027");
    settings.put("barometer.tokens[0].role", "ingest");
    settings.put("barometer.tokens[0].hash", HASH);
    settings.put("barometer.tokens[0].sender", "desk");

    assertThat(find("the-agents-token"))
        .contains(new Caller(idOf("settings:desk-2027", HASH), "desk-2027", Role.INGEST, "desk"));
  }

  /** So that a session that began with the secret before ends. */
  @Test
  void isAnother_whenItsSecretIs() {
    settings.put("barometer.api-token", "a-long-enough-token");
    Caller before = find("a-long-enough-token").orElseThrow();

    settings.put("barometer.api-token", "the-token-thereafter");

    assertThat(find("the-token-thereafter").orElseThrow().id())
        .startsWith("settings:administrator:")
        .isNotEqualTo(before.id());
    assertThat(tokens().findById(before.id())).isEmpty();
  }

  private static String idOf(String name, String hash) {
    return name + ":" + hash.substring(0, 16);
  }

  @Test
  void refusesToStart_whenThereIsNoToken() {
    assertThatThrownBy(this::tokens)
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("There is no token: nobody could call this service.");
  }

  @Test
  void refusesToStart_whenTheApiTokenIsShort() {
    settings.put("barometer.api-token", "secret");

    assertThatThrownBy(this::tokens)
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("barometer.api-token is shorter than 16 characters.");
  }

  @Test
  void refusesToStart_whenAHashIsNone() {
    settings.put("barometer.tokens[0].name", "desk");
    settings.put("barometer.tokens[0].role", "agent");
    settings.put("barometer.tokens[0].hash", "the-agents-token");

    assertThatThrownBy(this::tokens)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("desk");
  }

  @Test
  void refusesToStart_whenTwoTokensShareAName() {
    settings.put("barometer.api-token", "a-long-enough-token");
    settings.put("barometer.tokens[0].name", "administrator");
    settings.put("barometer.tokens[0].role", "viewer");
    settings.put("barometer.tokens[0].hash", HASH);

    assertThatThrownBy(this::tokens)
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("Two tokens are named 'administrator'.");
  }

  private Optional<Caller> find(String secret) {
    return tokens().find(TokenHash.of(secret));
  }

  private FixedTokens tokens() {
    return FixedTokens.of(
        new Binder(new MapConfigurationPropertySource(settings))
            .bindOrCreate("barometer", BarometerProperties.class));
  }
}
