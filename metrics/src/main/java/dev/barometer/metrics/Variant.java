package dev.barometer.metrics;

import java.util.List;
import java.util.Optional;

/**
 * Another way to score the same answers, always as a share in percent with Wilson's interval. It is
 * asked for by name and is never what a metric means by itself.
 */
public enum Variant {
  /** {@code 100 positive / (positive + negative)}: neutral answers are in the counts, not in n. */
  EXCLUDE_NEUTRAL("excludeNeutral"),
  /** {@code 100 positive / n}, over all scales: classes may be merged, points may not. */
  PERCENT("percent");

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  /** The name as it travels. */
  public String label() {
    return label;
  }

  /** The variants a metric may be asked in; most have none. */
  public static List<Variant> of(Metric metric) {
    return switch (metric.id()) {
      case "csat" -> List.of(EXCLUDE_NEUTRAL);
      case "ces" -> List.of(PERCENT);
      default -> List.of();
    };
  }

  public static Optional<Variant> find(Metric metric, String label) {
    return of(metric).stream().filter(variant -> variant.label.equals(label)).findFirst();
  }

  /** How many answers are behind the share. */
  long n(ClassCounts counts) {
    return this == EXCLUDE_NEUTRAL
        ? Math.addExact(counts.positive(), counts.negative())
        : counts.n();
  }
}
