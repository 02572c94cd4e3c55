package dev.barometer.contract;

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
final class ScoreRules {
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

  static void check(ScopeTallies tallies, Findings findings) {
    checkScope("scope", tallies.scope(), findings);
    checkBucket("bucket", tallies.bucket(), findings);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < tallies.tallies().size(); i++) {
      ScopeTallies.Entry entry = tallies.tallies().get(i);
      findings.in("tallies", i);
      if (checkMeasure(entry.metric(), entry.scale(), findings)) {
        if (!seen.add(entry.metric() + "/" + entry.scale())) {
          findings.broken("metric", "must not be told twice");
        }
        checkCounts(entry, findings);
      }
    }
    findings.in("");
  }

  static void check(ScopeScores scores, Findings findings) {
    checkScope("scope", scores.scope(), findings);
    findings.happened("at", scores.at());
    scores
        .windows()
        .forEach(
            (window, rolling) -> {
              if (!WINDOW.matcher(window).matches()) {
                findings.in("").broken("windows", "must be named like 24h or 30d");
                return;
              }
              for (int i = 0; i < rolling.size(); i++) {
                check(rolling.get(i), findings.in("windows." + window, i));
              }
            });
    findings.in("");
    if (scores.pairs() != null && !scores.pairs().stream().allMatch(PAIR.asMatchPredicate())) {
      findings.broken("pairs", "must be pairs like service+team");
    }
  }

  private static void check(ScopeScores.Rolling score, Findings findings) {
    checkMeasure(score.metric(), score.scale(), findings);
    findings.oneOf("status", score.status(), STATUSES);
    findings.atLeast(0, "n", score.n());
    checkFinite("value", score.value(), findings);
    checkFinite("low", score.low(), findings);
    checkFinite("high", score.high(), findings);
    checkFinite("p50", score.p50(), findings);
    checkFinite("p90", score.p90(), findings);
  }

  private static void checkFinite(String field, @Nullable Double number, Findings findings) {
    if (number != null && !Double.isFinite(number)) {
      findings.broken(field, "must be a number");
    }
  }

  static void checkScope(String field, String scope, Findings findings) {
    try {
      Scope.parse(scope);
      findings.text(field, scope, SCOPE_LENGTH);
    } catch (IllegalArgumentException noScope) {
      findings.broken(field, "must be a scope like all or team:Group 56");
    }
  }

  /** The key {@code scope|bucket}; a scope may have bars of its own. */
  static void checkTalliesKey(String key, Findings findings) {
    int bar = key.lastIndexOf('|');
    if (bar < 0) {
      findings.broken("key", "must be a scope and a bucket with a bar between them");
      return;
    }
    checkScope("key", key.substring(0, bar), findings);
    checkBucket("key", key.substring(bar + 1), findings);
  }

  private static void checkBucket(String field, String bucket, Findings findings) {
    try {
      Bucket.parse(bucket);
    } catch (IllegalArgumentException noBucket) {
      findings.broken(field, "must be a bucket like h2026-11-22T10 or d2026-11-22");
    }
  }

  private static boolean checkMeasure(String metric, @Nullable String scale, Findings findings) {
    try {
      new Measure(metric, scale == null ? "" : scale);
      return true;
    } catch (IllegalArgumentException noMeasure) {
      findings.broken("metric", "and scale must be visible ASCII characters");
      return false;
    }
  }

  private static void checkCounts(ScopeTallies.Entry entry, Findings findings) {
    Family family = Metrics.find(entry.metric()).map(metric -> metric.family()).orElse(null);
    entry
        .counts()
        .forEach(
            (code, count) -> {
              if (count < 1 || count > MOST_COUNTED) {
                findings.broken("counts", "must be from 1 to " + MOST_COUNTED);
              }
              if (family != null && !isCodeOf(family, code)) {
                findings.broken("counts", "must have codes of the metric, not " + code);
              }
            });
    if (Math.abs(entry.sum()) > LARGEST_SUM || entry.sum() == Long.MIN_VALUE) {
      findings.broken("sum", "must be from -" + LARGEST_SUM + " to " + LARGEST_SUM);
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
