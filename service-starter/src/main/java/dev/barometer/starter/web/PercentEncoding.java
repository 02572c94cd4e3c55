package dev.barometer.starter.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Percent signs as RFC 3986 has them, of strict UTF-8 and nothing else. */
final class PercentEncoding {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  private PercentEncoding() {}

  /**
   * What a raw path or query says; empty where it can be read in more than one way or in none: a
   * percent sign without two digits, bytes that are no UTF-8 (overlong forms and halves of pairs
   * too), a zero, which some readers take for the end, or a character that had to be encoded.
   */
  static Optional<String> decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      int value = raw.charAt(i);
      if (value == '%') {
        if (i + 2 >= raw.length()) {
          return Optional.empty();
        }
        char high = raw.charAt(i + 1);
        char low = raw.charAt(i + 2);
        if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
          return Optional.empty();
        }
        value = HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
        if (value == 0) {
          return Optional.empty();
        }
        i += 2;
      } else if (value < FIRST_PRINTABLE || value > LAST_PRINTABLE) {
        return Optional.empty();
      }
      bytes.write(value);
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
