package dev.barometer.survey.asking;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time as a form has them: one number or several, and one unit for all.
 *
 * @param count numbers with commas between them, as they were typed
 */
record SpanText(String count, String unit) {
  static final List<String> UNITS = List.of("minutes", "hours", "days");

  private static final String SECONDS = "seconds";

  SpanText {
    count = count == null ? "" : count.strip();
    unit = unit == null ? "days" : unit;
  }

  /** In the largest unit that has whole numbers for all of them. */
  static SpanText of(List<Duration> spans) {
    Duration one = Duration.ofSeconds(1);
    String unit = SECONDS;
    for (String larger : UNITS) {
      Duration length = length(larger);
      if (spans.stream()
          .allMatch(span -> length.multipliedBy(span.dividedBy(length)).equals(span))) {
        one = length;
        unit = larger;
      }
    }
    BigDecimal nanos = BigDecimal.valueOf(one.toNanos());
    List<String> numbers =
        spans.stream()
            .map(span -> BigDecimal.valueOf(span.toNanos()).divide(nanos))
            .map(number -> number.stripTrailingZeros().toPlainString())
            .toList();
    return new SpanText(String.join(", ", numbers), unit);
  }

  private static Duration length(String unit) {
    return switch (unit) {
      case "minutes" -> Duration.ofMinutes(1);
      case "hours" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  /** As the API takes one; null where nothing was typed. */
  @Nullable String toIso() {
    return count.isEmpty() ? null : iso(count);
  }

  /** As the API takes several. */
  List<String> toIsos() {
    return Arrays.stream(count.split("[,、，]"))
        .map(String::strip)
        .filter(number -> !number.isEmpty())
        .map(this::iso)
        .toList();
  }

  private String iso(String number) {
    return switch (unit) {
      case SECONDS -> "PT" + number + "S";
      case "minutes" -> "PT" + number + "M";
      case "hours" -> "PT" + number + "H";
      default -> "P" + number + "D";
    };
  }
}
