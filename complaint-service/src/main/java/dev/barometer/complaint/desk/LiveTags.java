package dev.barometer.complaint.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Tags parts of pages that are asked for again and again: most of the time nothing changed. */
final class LiveTags {
  private static final int LENGTH = 22;

  /** The time that is left is told to the minute. */
  private static final int MILLIS_OF_A_MINUTE = 60_000;

  private LiveTags() {}

  /**
   * Of a part that is the same while no case changes, for a minute.
   *
   * @param mark of all cases
   * @param asked all else that it depends on, such as who asks for what in which language
   */
  static String of(long mark, Instant now, Object... asked) {
    return digest(mark, now.toEpochMilli() / MILLIS_OF_A_MINUTE, Arrays.deepToString(asked));
  }

  private static String digest(Object... content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(Arrays.deepToString(content).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
