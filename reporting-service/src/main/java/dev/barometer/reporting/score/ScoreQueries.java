package dev.barometer.reporting.score;

import dev.barometer.contract.Bucket;
import dev.barometer.contract.Dimension;
import dev.barometer.contract.Scope;
import dev.barometer.metrics.Change;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.parameter.RefusedParameterException;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.tally.TallyStore;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers what a score was, how it went and what it is made of, for any scope and period. */
public final class ScoreQueries {
  private static final Comparator<BreakdownItem> MOST_OBSERVATIONS_FIRST =
      Comparator.comparingLong((BreakdownItem item) -> item.score().n())
          .reversed()
          .thenComparing(BreakdownItem::value);

  private final TallyStore store;
  private final OrganisationCalendar calendar;
  private final Clock clock;
  private final long minimumN;

  /** Takes the n under which what people said is not shown as a number. */
  public ScoreQueries(TallyStore store, OrganisationCalendar calendar, Clock clock, long minimumN) {
    this.store = store;
    this.calendar = calendar;
    this.clock = clock;
    this.minimumN = minimumN;
  }

  public ScoreView score(Metric metric, Scope scope, Period period) {
    Period snapped = snap(period);
    return ScoreView.of(score(metric, talliesOf(scope, snapped)), metric, scope, snapped);
  }

  /** The score with its change since an earlier period; none where either shows no number. */
  public ScoreView score(Metric metric, Scope scope, Period period, Period earlier) {
    Period snapped = snap(period);
    Tallies now = talliesOf(scope, snapped);
    Tallies before = talliesOf(scope, snap(earlier));
    Score score = score(metric, now);
    Change change =
        score.value() == null || score(metric, before).value() == null
            ? null
            : Scores.change(metric, before, now).orElse(null);
    return ScoreView.of(score, metric, scope, snapped, change);
  }

  /**
   * One score per step, oldest first; every step of the period has its point. Refuses hours where
   * they are not kept.
   */
  public List<ScoreView> series(Metric metric, Scope scope, Period period, Step step) {
    if (step == Step.HOUR && !calendar.hasHours(period.from(), clock.instant())) {
      throw new RefusedParameterException("interval", "can be hour only while hours are kept");
    }
    Map<Bucket, Tallies> byBucket = new HashMap<>();
    List<Period> parts = step.split(snap(period), calendar.zone());
    List<Bucket> all = parts.stream().flatMap(part -> calendar.cover(part).stream()).toList();
    store.read(List.of(scope), all, (owner, bucket, tallies) -> byBucket.put(bucket, tallies));
    return parts.stream()
        .map(part -> ScoreView.of(score(metric, merged(part, byBucket)), metric, scope, part))
        .toList();
  }

  private Tallies merged(Period part, Map<Bucket, Tallies> byBucket) {
    Tallies merged = new Tallies();
    for (Bucket bucket : calendar.cover(part)) {
      Tallies tallies = byBucket.get(bucket);
      if (tallies != null) {
        merged.merge(tallies);
      }
    }
    return merged;
  }

  /**
   * The groups of a scope that have observations, most first. Which of them are hidden is decided
   * over all of them, whatever the limit.
   *
   * @param within {@link Scope#ALL}, or what the groups must also belong to
   */
  public List<BreakdownItem> breakdown(
      Metric metric, Set<Dimension> by, Scope within, Period period, int limit) {
    Period snapped = snap(period);
    Set<Dimension> dimensions = EnumSet.copyOf(by);
    dimensions.addAll(within.values().keySet());
    List<Scope> groups =
        store.scopesOf(dimensions).stream()
            .filter(group -> group.values().entrySet().containsAll(within.values().entrySet()))
            .toList();
    Map<Scope, Tallies> byGroup = new HashMap<>();
    store.read(
        groups,
        calendar.cover(snapped),
        (group, bucket, tallies) ->
            byGroup.computeIfAbsent(group, none -> new Tallies()).merge(tallies));
    List<BreakdownItem> items =
        byGroup.entrySet().stream()
            .map(entry -> item(metric, by, entry.getKey(), entry.getValue(), snapped))
            .filter(item -> item.score().n() > 0)
            .sorted(MOST_OBSERVATIONS_FIRST)
            .toList();
    List<BreakdownItem> safe = metric.opinion() ? new Suppression(minimumN).apply(items) : items;
    return safe.subList(0, Math.min(limit, safe.size()));
  }

  private BreakdownItem item(
      Metric metric, Set<Dimension> by, Scope group, Tallies tallies, Period period) {
    String value =
        by.size() == 1 ? group.values().getOrDefault(by.iterator().next(), "") : group.toString();
    return new BreakdownItem(value, ScoreView.of(score(metric, tallies), metric, group, period));
  }

  private Score score(Metric metric, Tallies tallies) {
    return Scores.of(metric, tallies, minimumN);
  }

  private Tallies talliesOf(Scope scope, Period snapped) {
    Tallies merged = new Tallies();
    store.read(
        List.of(scope), calendar.cover(snapped), (owner, bucket, tallies) -> merged.merge(tallies));
    return merged;
  }

  private Period snap(Period period) {
    return calendar.snap(period, clock.instant());
  }
}
