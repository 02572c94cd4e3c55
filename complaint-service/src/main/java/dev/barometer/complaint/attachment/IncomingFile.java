package dev.barometer.complaint.attachment;

import dev.barometer.starter.web.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a file that comes in is called, and what is learned of it on its way to the disk. */
final class IncomingFile {
  private static final int LONGEST = 200;

  private IncomingFile() {}

  /**
   * What was copied.
   *
   * @param tooLong whether it was given up
   */
  record Copied(long size, String sha256, boolean tooLong) {}

  /** Without the folders of whoever sent it, and without what no file system shows. */
  static String cleaned(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String cleaned = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "").strip();
    if (cleaned.isEmpty()
        || cleaned.startsWith(".")
        || cleaned.codePointCount(0, cleaned.length()) > LONGEST) {
      throw new InvalidRequestException(
          "name", "must be a file's name of 1 to " + LONGEST + " characters");
    }
    return cleaned;
  }

  /** No more than {@code most} bytes are written. */
  static Copied copy(InputStream from, Path to, long most) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    byte[] some = new byte[8_192];
    try (OutputStream file = Files.newOutputStream(to)) {
      for (int read = from.read(some); read >= 0; read = from.read(some)) {
        size += read;
        if (size > most) {
          return new Copied(size, "", true);
        }
        digest.update(some, 0, read);
        file.write(some, 0, read);
      }
    }
    return new Copied(size, HexFormat.of().formatHex(digest.digest()), false);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
