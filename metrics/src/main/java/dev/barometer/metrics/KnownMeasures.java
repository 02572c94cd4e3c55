package dev.barometer.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measures of all metrics on all their scales, each as one object: tallies compare measures all
 * the time, and the same object is equal at once.
 */
final class KnownMeasures {
  private static final Map<String, Measure> BY_TEXT = new HashMap<>();
  private static final Map<String, Map<String, Measure>> BY_NAMES = new HashMap<>();

  static {
    for (Metric metric : Metrics.all()) {
      List<Scale> scales = Scale.of(metric);
      scales.forEach(scale -> add(new Measure(metric.id(), scale.id())));
      if (scales.isEmpty()) {
        add(new Measure(metric.id(), ""));
      }
    }
  }

  private KnownMeasures() {}

  private static void add(Measure measure) {
    BY_TEXT.put(measure.toString(), measure);
    BY_NAMES
        .computeIfAbsent(measure.metric(), none -> new HashMap<>())
        .put(measure.scale(), measure);
  }

  static @Nullable Measure find(String text) {
    return BY_TEXT.get(text);
  }

  static @Nullable Measure find(String metric, String scale) {
    Map<String, Measure> ofMetric = BY_NAMES.get(metric);
    return ofMetric == null ? null : ofMetric.get(scale);
  }
}
