package dev.barometer.starter.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who sends what comes in, as the edge that took it vouches for: what somebody sent first is his.
 *
 * @param name shared by all tokens of one sender; null where nobody vouches for one
 * @param mayChangeAll an administrator: what others sent, too
 */
public record Sender(@Nullable String name, boolean mayChangeAll) {
  /** Of what came over Kafka unsigned: its platform may name itself what it wants. */
  public static final Sender UNKNOWN = new Sender(null, false);

  private static final String ALL = "all ";
  private static final String OWN = "own ";
  private static final int MARK_LENGTH = 8;

  /** As it is signed. */
  public String toText() {
    return (mayChangeAll ? ALL : OWN) + (name == null ? "" : name);
  }

  /** Reads what {@link #toText} wrote; anything else is nobody's. */
  public static Sender of(@Nullable String text) {
    if (text == null || !(text.startsWith(ALL) || text.startsWith(OWN))) {
      return UNKNOWN;
    }
    String name = text.substring(OWN.length());
    return new Sender(name.isEmpty() ? null : name, text.startsWith(ALL));
  }

  /** What is kept of an owner; all who are unknown have the same. */
  public byte[] mark() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(
          digest.digest((name == null ? "" : "sender/" + name).getBytes(UTF_8)), MARK_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
