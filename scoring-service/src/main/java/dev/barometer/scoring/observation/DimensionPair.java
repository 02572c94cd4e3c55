package dev.barometer.scoring.observation;

import dev.barometer.contract.Dimension;

/** Two dimensions that are scored together, such as service and team. */
public record DimensionPair(Dimension first, Dimension second) {
  /** Reads {@code service+team}; throws {@link IllegalArgumentException} on anything else. */
  public static DimensionPair parse(String text) {
    String[] parts = text.split("\\+", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a pair is written service+team, not " + text);
    }
    return new DimensionPair(dimension(parts[0]), dimension(parts[1]));
  }

  private static Dimension dimension(String label) {
    return Dimension.of(label.strip())
        .orElseThrow(() -> new IllegalArgumentException("no dimension " + label));
  }
}
