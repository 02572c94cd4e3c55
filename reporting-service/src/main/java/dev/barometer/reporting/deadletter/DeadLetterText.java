package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Bytes of a dead letter as people can read them. */
final class DeadLetterText {
  private static final String INDENT = "  ";

  private DeadLetterText() {}

  /** Empty where the bytes are no UTF-8. */
  static Optional<String> of(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }

  /**
   * JSON over several lines. Only blanks between its parts change, so that numbers and texts stay
   * to the letter what was sent.
   */
  static String indented(String json) {
    StringBuilder text = new StringBuilder(json.length() * 2);
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        text.append(c);
        if (c == '\\' && i + 1 < json.length()) {
          text.append(json.charAt(++i));
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '{' || c == '[') {
        int next = afterBlanks(json, i + 1);
        boolean empty =
            next < json.length() && (json.charAt(next) == '}' || json.charAt(next) == ']');
        text.append(c);
        if (empty) {
          text.append(json.charAt(next));
          i = next;
        } else {
          newLine(text, ++depth);
        }
      } else if (c == '}' || c == ']') {
        newLine(text, --depth);
        text.append(c);
      } else if (c == ',') {
        text.append(c);
        newLine(text, depth);
      } else if (c == ':') {
        text.append(": ");
      } else if (!isBlank(c)) {
        quoted = c == '"';
        text.append(c);
      }
    }
    return text.toString();
  }

  private static int afterBlanks(String json, int from) {
    int at = from;
    while (at < json.length() && isBlank(json.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static void newLine(StringBuilder text, int depth) {
    text.append('\n').append(INDENT.repeat(Math.max(0, depth)));
  }
}
