package dev.barometer.contract.score;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rolling scores of one scope. Topic {@code barometer.scores}, key the scope, written by
 * scoring-service.
 *
 * @param at the hour (start, UTC) the windows end with; that hour is still running
 * @param windows scores by window: {@code 24h}, {@code 7d}, {@code 30d}, {@code 90d}
 * @param pairs the pairs of dimensions that were scored together when this was published, each like
 *     {@code service+team}; always there with the scope {@code all}, others may leave it out
 */
public record ScopeScores(
    String scope, Instant at, Map<String, List<Rolling>> windows, @Nullable List<String> pairs) {

  public ScopeScores {
    requireNonNull(scope, "scope");
    requireNonNull(at, "at");
    Map<String, List<Rolling>> copy = new LinkedHashMap<>();
    windows.forEach((window, scores) -> copy.put(window, List.copyOf(scores)));
    windows = Collections.unmodifiableMap(copy);
    pairs = pairs == null ? null : List.copyOf(pairs);
  }

  /** A metric's score over one window; null numbers under the minimum n. */
  public record Rolling(
      String metric,
      @Nullable String scale,
      String status,
      long n,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double p50,
      @Nullable Double p90) {

    public Rolling {
      requireNonNull(metric, "metric");
      requireNonNull(status, "status");
    }
  }
}
