package dev.barometer.reporting.action;

import org.jspecify.annotations.Nullable;

/**
 * An action in a few words.
 *
 * @param due in words, also that it is overdue
 * @param now what the metric is now
 * @param verdict the end of its message's name; null before it starts
 */
record ActionCard(
    String id,
    String title,
    String owner,
    String due,
    boolean overdue,
    String metric,
    String target,
    String now,
    boolean reached,
    @Nullable String verdict) {

  /** How the verdict looks; null for neither good nor bad. */
  public @Nullable String tone() {
    if (verdict == null) {
      return null;
    }
    return switch (verdict) {
      case "improved" -> "positive";
      case "worse" -> "negative";
      default -> null;
    };
  }
}
