package dev.barometer.reporting.token;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Draws the secrets of tokens: 256 random bits, after letters by which people and scanners of
 * repositories recognise what it is.
 */
final class TokenSecret {
  private static final String PREFIX = "bmt_";
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  String draw() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
