package dev.barometer.contract.score;

import dev.barometer.contract.rule.Violations;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.LogBins;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Score;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of what scoring-service publishes. Whoever reads it must be able to find its place, to
 * add it to what other buckets hold without running over, and to score the sum.
 */
public final class ScoreRules {
  /** More than can happen in one bucket, and few enough that a sum of buckets stays a long. */
  private static final long MOST_COUNTED = 1_000_000_000_000L;

  /** The greatest whole number that every reader of JSON takes as it is. */
  private static final long LARGEST_SUM = (1L << 53) - 1;

  private static final int SCOPE_LENGTH = 1_000;
  private static final Pattern WINDOW = Pattern.compile("[1-9][0-9]{0,3}[hd]");
  private static final Pattern PAIR = Pattern.compile("[a-z]+[+][a-z]+");
  private static final List<String> STATUSES =
      Arrays.stream(Score.Status.values()).map(Score.Status::label).toList();

  private ScoreRules() {}

  public static void check(ScopeTallies tallies, Violations violations) {
    checkScope("scope", tallies.scope(), violations);
    checkBucket("bucket", tallies.bucket(), violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tallies.tallies().size(); i++) {
      ScopeTallies.Entry entry = tallies.tallies().get(i);
      violations.in("tallies", i);
      if (checkMeasure(entry.metric(), entry.scale(), violations)) {
        if (!seen.add(entry.metric() + "/" + entry.scale())) {
          violations.broken("metric", "must not be told twice");
        }
        checkCounts(entry, violations);
      }
    }
    violations.in("");
  }

  public static void check(ScopeScores scores, Violations violations) {
    checkScope("scope", scores.scope(), violations);
    violations.happened("at", scores.at());
    scores
        .windows()
        .forEach(
            (window, rolling) -> {
              if (!WINDOW.matcher(window).matches()) {
                violations.in("").broken("windows", "must be named like 24h or 30d");
                return;
              }
              for (int i = 0; i < rolling.size(); i++) {
                check(rolling.get(i), violations.in("windows." + window, i));
              }
            });
    violations.in("");
    if (scores.pairs() != null && !scores.pairs().stream().allMatch(PAIR.asMatchPredicate())) {
      violations.broken("pairs", "must be pairs like service+team");
    }
  }

  private static void check(ScopeScores.Rolling score, Violations violations) {
    checkMeasure(score.metric(), score.scale(), violations);
    violations.oneOf("status", score.status(), STATUSES);
    violations.atLeast(0, "n", score.n());
    checkFinite("value", score.value(), violations);
    checkFinite("low", score.low(), violations);
    checkFinite("high", score.high(), violations);
    checkFinite("p50", score.p50(), violations);
    checkFinite("p90", score.p90(), violations);
  }

  private static void checkFinite(String field, @Nullable Double number, Violations violations) {
    if (number != null && !Double.isFinite(number)) {
      violations.broken(field, "must be a number");
    }
  }

  public static void checkScope(String field, String scope, Violations violations) {
    try {
      Scope.parse(scope);
      violations.text(field, scope, SCOPE_LENGTH);
    } catch (IllegalArgumentException noScope) {
      violations.broken(field, "must be a scope like all or team:Group 56");
    }
  }

  /** The key {@code scope|bucket}; a scope may have bars of its own. */
  public static void checkTalliesKey(String key, Violations violations) {
    int bar = key.lastIndexOf('|');
    if (bar < 0) {
      violations.broken("key", "must be a scope and a bucket with a bar between them");
      return;
    }
    checkScope("key", key.substring(0, bar), violations);
    checkBucket("key", key.substring(bar + 1), violations);
  }

  private static void checkBucket(String field, String bucket, Violations violations) {
    try {
      Bucket.parse(bucket);
    } catch (IllegalArgumentException noBucket) {
      violations.broken(field, "must be a bucket like h2026-11-22T10 or d2026-11-22");
    }
  }

  private static boolean checkMeasure(
      String metric, @Nullable String scale, Violations violations) {
    try {
      new Measure(metric, scale == null ? "" : scale);
      return true;
    } catch (IllegalArgumentException noMeasure) {
      violations.broken("metric", "and scale must be visible ASCII characters");
      return false;
    }
  }

  private static void checkCounts(ScopeTallies.Entry entry, Violations violations) {
    Family family = Metrics.find(entry.metric()).map(metric -> metric.family()).orElse(null);
    entry
        .counts()
        .forEach(
            (code, count) -> {
              if (count < 1 || count > MOST_COUNTED) {
                violations.broken("counts", "must be from 1 to " + MOST_COUNTED);
              }
              if (family != null && !isCodeOf(family, code)) {
                violations.broken("counts", "must have codes of the metric, not " + code);
              }
            });
    if (Math.abs(entry.sum()) > LARGEST_SUM || entry.sum() == Long.MIN_VALUE) {
      violations.broken("sum", "must be from -" + LARGEST_SUM + " to " + LARGEST_SUM);
    }
  }

  private static boolean isCodeOf(Family family, int code) {
    return switch (family) {
      case CHOICE -> true;
      case YES_NO -> code == 0 || code == 1;
      case DURATION -> code >= LogBins.ZERO && code <= LogBins.binOf(Long.MAX_VALUE);
      case VOLUME -> code == Observation.COUNTED;
    };
  }
}
