package dev.barometer.reporting.target;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was set of a metric and a scope at one time.
 *
 * @param scope as a score names it
 * @param revision grows with each change; each one is kept
 * @param scale that its values are on; null where the metric has the same values on all of its own
 * @param target in the unit of the metric; null where there are bands or a baseline alone
 * @param source who set it, and why
 * @param from the first day on which it counts
 * @param ended whether nothing counts from that day on
 * @param changedBy the name of who did
 */
record Target(
    String metric,
    String scope,
    long revision,
    @Nullable String scale,
    @Nullable Double target,
    @Nullable Bands bands,
    @Nullable Baseline baseline,
    String source,
    LocalDate from,
    boolean ended,
    Instant changedAt,
    String changedBy) {

  /** The same, of that revision, changed then by him. */
  Target as(long number, Instant at, String by) {
    return new Target(
        metric, scope, number, scale, target, bands, baseline, source, from, ended, at, by);
  }

  /** The same from another day on. */
  Target from(LocalDate day) {
    return new Target(
        metric, scope, revision, scale, target, bands, baseline, source, day, ended, changedAt,
        changedBy);
  }

  /** What ends it. */
  Target endedFrom(LocalDate day) {
    return new Target(
        metric, scope, revision, scale, target, bands, baseline, source, day, true, changedAt,
        changedBy);
  }

  /** Whether both say the same, whoever said it when. */
  boolean saysTheSameAs(Target other) {
    return equals(other.as(revision, changedAt, changedBy));
  }

  /** What a score is measured by while it counts. */
  Yardstick yardstick() {
    return new Yardstick(metric, scope, revision, from, scale, target, bands, baseline, source);
  }
}
