package dev.barometer.starter.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of links: 128 bits that nobody can guess who does not have the services' key. They
 * follow from what the link leads to, so that a reminder has the same, and are stored nowhere: what
 * is kept is their hash.
 */
public final class LinkSecrets {
  private static final int BYTES = 16;

  private final List<byte[]> keys;

  /**
   * @param keys the first makes new links; those of the others are still known
   */
  public LinkSecrets(List<byte[]> keys) {
    this.keys = List.copyOf(keys);
  }

  /** The secret of a new link: 22 characters of Base64, safe in an address. */
  public String of(String about) {
    return secret(keys.get(0), about);
  }

  /** The secret of a link that was given out; empty where the key it was made with is gone. */
  public Optional<String> find(String about, @Nullable String hash) {
    return keys.stream()
        .map(key -> secret(key, about))
        .filter(secret -> hash(secret).equals(hash))
        .findFirst();
  }

  /** What is kept of a secret. */
  public static String hash(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String secret(byte[] key, String about) {
    byte[] bits = Arrays.copyOf(KeyedHash.of(key, about), BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
