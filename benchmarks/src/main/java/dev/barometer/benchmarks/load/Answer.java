package dev.barometer.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The head and end of an HTTP/1.1 answer, found in the bytes that came so far.
 *
 * @param closes whether the connection ends with it
 */
record Answer(int status, boolean closes) {

  /** The answer, once all of it is there. */
  static Optional<Answer> read(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return Optional.empty();
    }
    String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
    String body = text.substring(end + 4);
    OptionalInt told = contentLength(head);
    boolean chunked = head.contains("\r\ntransfer-encoding: chunked\r\n");
    boolean complete =
        chunked
            ? body.equals("0\r\n\r\n") || body.endsWith("\r\n0\r\n\r\n")
            : body.length() >= told.orElse(0);
    return complete
        ? Optional.of(
            new Answer(
                Integer.parseInt(text.substring(9, 12)),
                head.contains("\r\nconnection: close\r\n")))
        : Optional.empty();
  }

  private static OptionalInt contentLength(String head) {
    String name = "\r\ncontent-length: ";
    int at = head.indexOf(name);
    return at < 0
        ? OptionalInt.empty()
        : OptionalInt.of(
            Integer.parseInt(head.substring(at + name.length(), head.indexOf("\r\n", at + 2))));
  }

  /** A form that was taken is answered by where to go on. */
  boolean accepted() {
    return status == 200 || status == 201 || status == 302;
  }
}
