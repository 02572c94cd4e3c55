package dev.barometer.contract.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with one fact. Asked for every event, so a sound fact costs no text and no
 * list: a field's path is only put together when its rule is broken.
 */
public final class Violations {
  /** How far a sender's clock may be ahead of ours. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Instant LATEST_EVER = Instant.parse("9999-12-31T23:59:59Z");
  private static final int LABEL_LENGTH = 200;
  private static final int NOT_IN_LIST = -1;

  private final Instant latest;
  private List<Violation> found = List.of();
  private String part = "";
  private int index = NOT_IN_LIST;

  public Violations(Instant now) {
    latest = now.plus(TOLERANCE);
  }

  public List<Violation> all() {
    return found;
  }

  /** What follows is about fields of this part of the fact. */
  public Violations in(String newPart) {
    return in(newPart, NOT_IN_LIST);
  }

  /** What follows is about fields of this element of a list. */
  public Violations in(String list, int element) {
    part = list;
    index = element;
    return this;
  }

  public void broken(String field, String rule) {
    if (found.isEmpty()) {
      found = new ArrayList<>();
    }
    found.add(new Violation(path(field), rule));
  }

  private String path(String field) {
    String prefix = index == NOT_IN_LIST ? part : part + "[" + index + "]";
    return prefix.isEmpty() || field.isEmpty() ? prefix + field : prefix + "." + field;
  }

  public boolean present(String field, @Nullable Object value) {
    if (value == null) {
      broken(field, "is required");
      return false;
    }
    return true;
  }

  /** A text that names something and must be there. */
  public void id(String field, @Nullable String value) {
    if (present(field, value)) {
      label(field, value);
    }
  }

  /** A text that names something, if it is there: short, visible, the same bytes everywhere. */
  public void label(String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (value.isBlank()) {
      broken(field, "must not be blank");
    }
    atMost(LABEL_LENGTH, field, value);
    if (has(value, Character::isISOControl)) {
      broken(field, "must not contain control characters or halves of characters");
    }
  }

  /**
   * A text that people read, if it is there. A control character takes six bytes as JSON and is
   * nothing anybody wrote; without them the longest record is known from the lengths.
   */
  public void text(String field, @Nullable String value, int length) {
    if (value == null) {
      return;
    }
    atMost(length, field, value);
    if (has(value, c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
      broken(
          field,
          "must not contain control characters, but tabs and line breaks, or halves of characters");
    }
  }

  /** A length counts characters, not bytes. */
  private void atMost(int length, String field, String value) {
    if (value.length() > length && value.codePointCount(0, value.length()) > length) {
      broken(field, "must have at most " + length + " characters");
    }
  }

  /** Whether it has a character that is refused, or half of one. */
  private static boolean has(String value, IntPredicate refused) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (refused.test(c) || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  public void oneOf(String field, @Nullable String value, List<String> allowed) {
    if (present(field, value) && !allowed.contains(value)) {
      broken(field, "must be one of " + String.join(", ", allowed));
    }
  }

  public void atLeast(long least, String field, long value) {
    if (value < least) {
      broken(field, "must be at least " + least);
    }
  }

  /** A time that must be there and must have come. */
  public void happened(String field, @Nullable Instant time) {
    if (present(field, time)) {
      mayHaveHappened(field, time);
    }
  }

  /** A time that, if it is there, must have come. */
  public void mayHaveHappened(String field, @Nullable Instant time) {
    if (time == null) {
      return;
    }
    if (time.getEpochSecond() < 0) {
      broken(field, "must not be before 1970");
    }
    if (time.isAfter(latest)) {
      broken(field, "must not be more than " + TOLERANCE.toMinutes() + " minutes in the future");
    }
  }

  /** A time that, if it is there, may be still to come; what a calendar can show. */
  public void mayCome(String field, @Nullable Instant time) {
    if (time != null && (time.getEpochSecond() < 0 || time.isAfter(LATEST_EVER))) {
      broken(field, "must be between 1970 and 9999");
    }
  }

  /** Where both times are there, the later one must not come first. */
  public void inOrder(
      String earlierField, @Nullable Instant earlier, String laterField, @Nullable Instant later) {
    if (earlier != null && later != null && later.isBefore(earlier)) {
      broken(laterField, "must not be before " + earlierField);
    }
  }
}
