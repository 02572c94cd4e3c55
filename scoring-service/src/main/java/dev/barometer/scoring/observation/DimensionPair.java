package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Dimension;
import java.util.Set;

/** Two dimensions that are scored together, such as service and team. */
public record DimensionPair(Dimension first, Dimension second) {

  public DimensionPair {
    if (first == second) {
      throw new IllegalArgumentException("a pair is of two dimensions, not twice " + first.label());
    }
  }

  /** Reads {@code service+team}; throws {@link IllegalArgumentException} on anything else. */
  public static DimensionPair parse(String text) {
    String[] parts = text.split("\\+", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a pair is written service+team, not " + text);
    }
    return new DimensionPair(dimension(parts[0]), dimension(parts[1]));
  }

  /** Whether a scope or a breakdown of these dimensions is found under this pair. */
  public boolean isOf(Set<Dimension> dimensions) {
    return dimensions.equals(Set.of(first, second));
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return first.label() + "+" + second.label();
  }

  private static Dimension dimension(String label) {
    return Dimension.of(label.strip())
        .orElseThrow(() -> new IllegalArgumentException("no dimension " + label));
  }
}
