package dev.barometer.complaint.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Tags parts of pages that are asked for again and again: most of the time nothing changed. */
final class LiveTags {
  private static final int LENGTH = 22;

  private LiveTags() {}

  /** Of records, which name in their text all that is in them. */
  static String of(Object... content) {
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
