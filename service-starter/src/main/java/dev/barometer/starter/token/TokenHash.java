package dev.barometer.starter.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a secret: SHA-256 in lower-case hexadecimal. Neither salt nor many rounds, as for
 * passwords: the secrets are random, so there is no dictionary to try, and every call pays for it.
 */
public final class TokenHash {
  private TokenHash() {}

  public static String of(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
