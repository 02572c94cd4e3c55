package dev.barometer.reporting.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.EmbeddedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

class PasswordStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final PasswordEncoder ENCODER =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final PasswordRepository passwords = new PasswordRepository(database.operations());

  private PasswordStore at(Instant now) {
    return new PasswordStore(passwords, ENCODER, Clock.fixed(now, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takesAnInvitationUpOnce_andInTime() {
    PasswordStore store = at(NOW);
    String secret = store.invite("s-1").secret();

    assertThat(at(NOW.plus(Duration.ofDays(7))).invited(secret)).isEmpty();
    assertThat(store.invited(secret)).contains("s-1");
    assertThat(store.takeUp(secret, "s-1", "correct horse")).isTrue();
    assertThat(store.takeUp(secret, "s-1", "another horse")).isFalse();
    assertThat(store.invited(secret)).isEmpty();
    assertThat(store.matches(Optional.of("s-1"), "correct horse")).isTrue();
    assertThat(store.matches(Optional.of("s-1"), "another horse")).isFalse();
  }

  @Test
  void endsAnEarlierInvitation_byALaterOne() {
    PasswordStore store = at(NOW);
    String first = store.invite("s-1").secret();
    String second = store.invite("s-1").secret();

    assertThat(store.invited(first)).isEmpty();
    assertThat(store.invited(second)).contains("s-1");
  }

  @Test
  void matchesNothing_whereNobodyHasAPassword() {
    PasswordStore store = at(NOW);

    assertThat(store.matches(Optional.empty(), "")).isFalse();
    assertThat(store.matches(Optional.of("s-9"), "null")).isFalse();
  }

  /** So that what was good once gets better when its owner signs in. */
  @Test
  void encodesAnew_whatAnEarlierVersionEncoded() {
    Map<String, PasswordEncoder> known = new HashMap<>();
    known.put("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    known.put("bcrypt", new BCryptPasswordEncoder());
    String before = new DelegatingPasswordEncoder("pbkdf2", known).encode("correct horse");
    passwords.keep("s-1", before, NOW);
    PasswordStore store =
        new PasswordStore(
            passwords,
            new DelegatingPasswordEncoder("bcrypt", known),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(store.matches(Optional.of("s-1"), "wrong horse")).isFalse();
    assertThat(passwords.encoded("s-1")).contains(before);
    assertThat(store.matches(Optional.of("s-1"), "correct horse")).isTrue();
    assertThat(passwords.encoded("s-1").orElseThrow()).startsWith("{bcrypt}");
  }
}
