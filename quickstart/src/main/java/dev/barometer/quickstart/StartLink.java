package dev.barometer.quickstart;

import dev.barometer.starter.token.TokenHash;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A link that signs in as administrator, once. Only the console is told its secret;
 * reporting-service is told the hash.
 */
record StartLink(String secret) {
  static final String SETTING = "barometer.reporting.start-link.hash";
  private static final int SECRET_BYTES = 32;

  static StartLink draw() {
    var drawn = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(drawn);
    return new StartLink(Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
  }

  String hash() {
    return TokenHash.of(secret);
  }

  /** The link, at the address of reporting-service. */
  String address(String reporting) {
    return reporting + "/start/" + secret;
  }
}
