package dev.barometer.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tallies of one metric, by scale in order of their names; none of them a difference. */
record MetricTallies(TreeMap<String, Tally> byScale) {

  static MetricTallies of(Metric metric, Tallies tallies) {
    TreeMap<String, Tally> byScale = new TreeMap<>();
    tallies.forEach(
        (measure, tally) -> {
          if (measure.metric().equals(metric.id())) {
            if (tally.hasNegativeCount()) {
              throw new IllegalArgumentException("a difference has no score: " + measure);
            }
            byScale.put(measure.scale(), tally);
          }
        });
    return new MetricTallies(byScale);
  }

  Collection<Tally> ofAllScales() {
    return byScale.values();
  }

  /** Empty where nothing was tallied. */
  Tally ofScale(String scale) {
    return byScale.getOrDefault(scale, new Tally());
  }

  /** The tally of a metric that has no scales. */
  Tally withoutScale() {
    return ofScale("");
  }

  /** The scale with the most observations, the first by name where equal. */
  Optional<String> largestScale() {
    return byScale.entrySet().stream()
        .filter(entry -> entry.getValue().n() > 0)
        .max(
            Comparator.<Map.Entry<String, Tally>>comparingLong(entry -> entry.getValue().n())
                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
        .map(Map.Entry::getKey);
  }
}
