package dev.barometer.contract.survey;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which points of a scale make which class, each point once. */
public record Cuts(List<Integer> positive, List<Integer> neutral, List<Integer> negative) {
  public Cuts {
    positive = positive == null ? List.of() : positive;
    neutral = neutral == null ? List.of() : neutral;
    negative = negative == null ? List.of() : negative;
  }

  /** The class of a point; empty for one that is not of the scale. */
  public Optional<String> classOf(int point) {
    return Map.of("positive", positive, "neutral", neutral, "negative", negative)
        .entrySet()
        .stream()
        .filter(side -> side.getValue().contains(point))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
