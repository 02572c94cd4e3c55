package dev.barometer.reporting.staff;

import dev.barometer.starter.token.TokenHash;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The passwords of those who work here, and the invitations to choose one. */
class PasswordStore {
  /** NIST SP 800-63B asks for 8 of what people choose; longer ones cost them little. */
  static final int SHORTEST = 10;

  /** What bcrypt reads of a password. */
  static final int LONGEST_BYTES = 72;

  private static final Duration INVITATION = Duration.ofDays(7);
  private static final int SECRET_BYTES = 32;

  private final PasswordRepository passwords;
  private final PasswordEncoder encoder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** What nobody has: who is not known takes as long to refuse as who is. */
  private final String nobodys;

  /**
   * An invitation to choose a password.
   *
   * @param secret told this once
   */
  record Invitation(String secret, Instant until) {}

  PasswordStore(PasswordRepository passwords, PasswordEncoder encoder, Clock clock) {
    this.passwords = passwords;
    this.encoder = encoder;
    this.clock = clock;
    this.nobodys = encoder.encode(draw());
  }

  boolean has(String staffId) {
    return passwords.encoded(staffId).isPresent();
  }

  Set<String> whoHasOne() {
    return passwords.whoHasOne();
  }

  /** Whether this is the password of this person; of nobody where there is none. */
  boolean matches(Optional<String> staffId, String password) {
    Optional<String> encoded = staffId.flatMap(passwords::encoded);
    boolean matches = encoder.matches(password, encoded.orElse(nobodys));
    if (matches && encoded.isPresent() && encoder.upgradeEncoding(encoded.get())) {
      passwords.keep(staffId.orElseThrow(), encoder.encode(password), clock.instant());
    }
    return matches && encoded.isPresent();
  }

  /** An earlier invitation of this person is good no more. */
  Invitation invite(String staffId) {
    String secret = draw();
    Instant until = clock.instant().plus(INVITATION);
    passwords.invite(staffId, TokenHash.of(secret), until);
    return new Invitation(secret, until);
  }

  Optional<String> invited(String secret) {
    return passwords.invited(TokenHash.of(secret), clock.instant());
  }

  /** Whether it was this call that took the invitation up. */
  boolean takeUp(String secret, String staffId, String password) {
    if (!passwords.takeUp(TokenHash.of(secret))) {
      return false;
    }
    passwords.keep(staffId, encoder.encode(password), clock.instant());
    return true;
  }

  private String draw() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
