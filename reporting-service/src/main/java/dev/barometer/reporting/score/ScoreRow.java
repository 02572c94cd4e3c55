package dev.barometer.reporting.score;

import dev.barometer.metrics.Change;
import dev.barometer.metrics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A score as a row of a file; what it does not have is an empty cell. */
final class ScoreRow {
  static final List<String> COLUMNS =
      List.of(
          "metric",
          "variant",
          "scope",
          "from",
          "to",
          "value",
          "n",
          "low",
          "high",
          "level",
          "positive",
          "neutral",
          "negative",
          "scale",
          "p50",
          "p90",
          "changeFrom",
          "changeBy",
          "changeSignificant",
          "status",
          "asOf",
          "complete");

  private ScoreRow() {}

  /** The values in the order of {@link #COLUMNS}. */
  static List<@Nullable Object> of(ScoreView score) {
    Interval interval = score.interval();
    Map<String, Long> counts = score.counts() == null ? Map.of() : score.counts();
    Change change = score.change();
    return Arrays.asList(
        score.metric(),
        score.variant(),
        score.scope(),
        score.from(),
        score.to(),
        score.value(),
        score.n(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        interval == null ? null : interval.level(),
        counts.get("positive"),
        counts.get("neutral"),
        counts.get("negative"),
        score.scale(),
        score.p50(),
        score.p90(),
        change == null ? null : change.from(),
        change == null ? null : change.by(),
        change == null ? null : change.significant(),
        score.status(),
        score.asOf(),
        score.complete());
  }
}
