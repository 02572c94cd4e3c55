package dev.barometer.scoring.rolling;

import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeScores.Rolling;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.DimensionPair;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a scope's running windows into the record of its rolling scores. */
final class ScopeScoring {
  private final long minimumN;
  private final List<String> pairs;

  /**
   * @param pairs what is kept, published with the scope all: who answers for pairs learns them from
   *     here
   */
  ScopeScoring(long minimumN, List<DimensionPair> pairs) {
    this.minimumN = minimumN;
    this.pairs = pairs.stream().map(DimensionPair::toString).toList();
  }

  /**
   * Every metric that the longest window still knows, in each window.
   *
   * @param running null where nothing is left in any window
   */
  ScopeScores scores(String scope, Instant hour, @Nullable RunningWindows running) {
    RunningWindows windows = running == null ? new RunningWindows() : running;
    Set<String> known =
        windows.of(Window.QUARTER).byMeasure().keySet().stream()
            .map(measure -> measure.metric())
            .collect(Collectors.toSet());
    Map<String, List<Rolling>> byWindow = new LinkedHashMap<>();
    for (Window window : Window.values()) {
      Tallies tallies = windows.of(window);
      byWindow.put(
          window.label(),
          Metrics.all().stream()
              .filter(metric -> known.contains(metric.id()))
              .map(metric -> rolling(Scores.of(metric, tallies, minimumN)))
              .toList());
    }
    return new ScopeScores(scope, hour, byWindow, ScopeBucket.isAll(scope) ? pairs : null);
  }

  private static Rolling rolling(Score score) {
    Interval interval = score.interval();
    return new Rolling(
        score.metric(),
        score.scale(),
        score.status().label(),
        score.n(),
        score.value(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        score.p50(),
        score.p90());
  }
}
