package dev.barometer.survey.builder;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import dev.barometer.survey.design.SurveyPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked for on a scale: metrics and their scales, named {@code csat 5}. */
final class Measures {
  private static final Map<String, String> USUAL =
      Map.of("nps", "0-10", "csat", "5", "ces", "ease-7", "happiness", "0-10");

  private Measures() {}

  /** By metric, in the order in which they are offered. */
  static Map<String, List<Scale>> all() {
    Map<String, List<Scale>> all = new LinkedHashMap<>();
    Metrics.all().stream()
        .map(Metric::id)
        .filter(id -> !SurveyPolicy.scalesOf(id).isEmpty())
        .forEach(id -> all.put(id, SurveyPolicy.scalesOf(id)));
    return all;
  }

  static String metricOf(String measure) {
    return measure.split(" ", 2)[0];
  }

  /** Empty where there is no such scale. */
  static Optional<Scale> scaleOf(String measure) {
    String[] words = measure.split(" ", 2);
    return words.length < 2
        ? Optional.empty()
        : SurveyPolicy.scalesOf(words[0]).stream()
            .filter(scale -> scale.id().equals(words[1]))
            .findFirst();
  }

  /** The first metric that is not asked for yet, on the scale that is usual for it. */
  static String next(List<String> asked) {
    String metric =
        List.of("csat", "nps", "ces", "happiness").stream()
            .filter(one -> !asked.contains(one))
            .findFirst()
            .orElse("rater-reliability");
    return metric + " " + USUAL.getOrDefault(metric, "agree-7");
  }
}
