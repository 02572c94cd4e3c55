package dev.barometer.reporting.deadletter;

import dev.barometer.reporting.parameter.RefusedParameterException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The place of a letter in the order of time; the text that stands for it is opaque. */
record LetterCursor(Instant putAsideAt, String id) {

  static LetterCursor of(Letter letter) {
    return new LetterCursor(letter.putAsideAt(), letter.id());
  }

  static LetterCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.indexOf('|');
      return new LetterCursor(
          Instant.ofEpochMilli(Long.parseLong(plain.substring(0, Math.max(bar, 0)))),
          plain.substring(bar + 1));
    } catch (IllegalArgumentException foreign) {
      throw new RefusedParameterException("cursor", "must be the \"next\" of an earlier page");
    }
  }

  @Override
  public String toString() {
    String plain = putAsideAt.toEpochMilli() + "|" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
