package dev.barometer.starter.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The last of a page in a list that is ordered by time, exact to the millisecond, and then by id;
 * the text that stands for it is opaque.
 */
public record Cursor(Instant at, String id) {

  /** Reads what {@link #toString} wrote; throws {@link InvalidRequestException} on all else. */
  public static Cursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.indexOf('|');
      return new Cursor(
          Instant.ofEpochMilli(Long.parseLong(plain.substring(0, Math.max(bar, 0)))),
          plain.substring(bar + 1));
    } catch (IllegalArgumentException unreadable) {
      throw foreign();
    }
  }

  /** The cursor a list is asked with; null where it is asked from its beginning. */
  public static @Nullable Cursor asked(@Nullable String cursor) {
    return cursor == null ? null : parse(cursor);
  }

  /** Of a list of revisions, which have no time to go by. */
  public static Cursor ofRevision(long revision) {
    return new Cursor(Instant.EPOCH, Long.toString(revision));
  }

  /** The revision that a list of them is asked with; null where it is asked from its beginning. */
  public static @Nullable Long askedRevision(@Nullable String cursor) {
    Cursor asked = asked(cursor);
    try {
      return asked == null ? null : Long.valueOf(asked.id());
    } catch (NumberFormatException unreadable) {
      throw foreign();
    }
  }

  /** What a text is refused with that no page gave. */
  public static InvalidRequestException foreign() {
    return new InvalidRequestException("cursor", "must be the \"next\" of an earlier page");
  }

  @Override
  public String toString() {
    String plain = at.toEpochMilli() + "|" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
