package dev.barometer.reporting.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Change;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Variant;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what a score was, how it went and what it is made of, for any scope and period. */
public final class ScoreQueries {
  private final PeriodTallies store;
  private final OrganisationCalendar calendar;
  private final Clock clock;
  private final KeptPairs pairs;
  private final long minimumN;

  /** Takes the n under which what people said is not shown as a number. */
  public ScoreQueries(
      PeriodTallies store,
      OrganisationCalendar calendar,
      Clock clock,
      KeptPairs pairs,
      long minimumN) {
    this.store = store;
    this.calendar = calendar;
    this.clock = clock;
    this.pairs = pairs;
    this.minimumN = minimumN;
  }

  public ScoreView score(Metric metric, Scope scope, Period period) {
    return score(metric, null, scope, period);
  }

  /**
   * @param variant of the metric; null is the metric itself
   */
  ScoreView score(Metric metric, @Nullable Variant variant, Scope scope, Period period) {
    Period snapped = snap(period);
    Score score = score(metric, variant, talliesOf(scope, snapped));
    return ScoreView.of(score, metric, scope, snapped).in(variant);
  }

  public ScoreView score(Metric metric, Scope scope, Period period, Period earlier) {
    return score(metric, null, scope, period, earlier);
  }

  /** The score with its change since an earlier period; none where either shows no number. */
  ScoreView score(
      Metric metric, @Nullable Variant variant, Scope scope, Period period, Period earlier) {
    Period snapped = snap(period);
    Tallies now = talliesOf(scope, snapped);
    Tallies before = talliesOf(scope, snap(earlier));
    Score score = score(metric, variant, now);
    Change change =
        score.value() == null || score(metric, variant, before).value() == null
            ? null
            : Scores.change(metric, variant, before, now).orElse(null);
    return ScoreView.of(score, metric, scope, snapped, change).in(variant);
  }

  /**
   * The scores of several metrics, each of several scopes, read once and so of one moment.
   *
   * @param earlier the period they are compared with; null is none
   */
  List<ScoreView> scores(
      Collection<Metric> metrics,
      Collection<Scope> scopes,
      Period period,
      @Nullable Period earlier) {
    Period snapped = snap(period);
    Map<Scope, Tallies> now = talliesOf(scopes, snapped);
    Map<Scope, Tallies> before = earlier == null ? Map.of() : talliesOf(scopes, snap(earlier));
    return metrics.stream()
        .flatMap(metric -> scopes.stream().map(scope -> view(metric, scope, snapped, now, before)))
        .toList();
  }

  private ScoreView view(
      Metric metric,
      Scope scope,
      Period period,
      Map<Scope, Tallies> now,
      Map<Scope, Tallies> before) {
    Tallies later = now.getOrDefault(scope, new Tallies());
    Tallies earlier = before.getOrDefault(scope, new Tallies());
    Change change = Scores.change(metric, earlier, later, minimumN).orElse(null);
    return ScoreView.of(score(metric, null, later), metric, scope, period, change);
  }

  private Map<Scope, Tallies> talliesOf(Collection<Scope> scopes, Period snapped) {
    Map<Scope, Tallies> found = new HashMap<>();
    store
        .read(scopes, List.of(snapped))
        .forEach(
            (scope, byPeriod) -> byPeriod.values().forEach(tallies -> found.put(scope, tallies)));
    return found;
  }

  public List<ScoreView> series(Metric metric, Scope scope, Period period, Step step) {
    return series(metric, null, scope, period, step);
  }

  /**
   * One score per step, oldest first; every step of the period has its point. Refuses hours where
   * they are not kept.
   */
  List<ScoreView> series(
      Metric metric, @Nullable Variant variant, Scope scope, Period period, Step step) {
    if (step == Step.HOUR && !calendar.hasHours(period.from(), clock.instant())) {
      throw new InvalidRequestException("interval", "can be hour only while hours are kept");
    }
    List<Period> parts = step.split(snap(period), calendar.zone());
    Map<Period, Tallies> byPart = store.read(List.of(scope), parts).getOrDefault(scope, Map.of());
    return parts.stream()
        .map(
            part ->
                ScoreView.of(
                        score(metric, variant, byPart.getOrDefault(part, new Tallies())),
                        metric,
                        scope,
                        part)
                    .in(variant))
        .toList();
  }

  public List<BreakdownItem> breakdown(
      Metric metric, Set<Dimension> by, Scope within, Period period, int limit) {
    return breakdown(metric, null, by, within, period, limit);
  }

  /**
   * The groups of a scope that have observations, most first, and after them the rest: what the
   * whole scope has more than all groups together, so that the parts add up. Which of them are
   * hidden is decided over all of them, whatever the limit, which counts groups only.
   *
   * @param within {@link Scope#ALL}, or what the groups must also belong to
   */
  List<BreakdownItem> breakdown(
      Metric metric,
      @Nullable Variant variant,
      Set<Dimension> by,
      Scope within,
      Period period,
      int limit) {
    return new Breakdown(parts(by, within, snap(period)), minimumN).items(metric, variant, limit);
  }

  /** Groups and whole are read together, so that they are of one moment as far as can be. */
  private Breakdown.Parts parts(Set<Dimension> by, Scope within, Period snapped) {
    Set<Dimension> dimensions = EnumSet.copyOf(by);
    dimensions.addAll(within.values().keySet());
    List<Scope> scopes =
        Stream.concat(
                store.scopesOf(dimensions).stream()
                    .filter(
                        group -> group.values().entrySet().containsAll(within.values().entrySet())),
                Stream.of(within))
            .toList();
    Map<Scope, Tallies> found = talliesOf(scopes, snapped);
    Tallies whole = found.remove(within);
    if (!pairs.keeps(dimensions)) {
      return new Breakdown.Parts(by, within, snapped, found, null);
    }
    Tallies rest = whole == null ? new Tallies() : whole;
    found.values().forEach(rest::subtract);
    return new Breakdown.Parts(by, within, snapped, found, rest);
  }

  private Score score(Metric metric, @Nullable Variant variant, Tallies tallies) {
    return Scores.of(metric, variant, tallies, minimumN);
  }

  private Tallies talliesOf(Scope scope, Period snapped) {
    return talliesOf(List.of(scope), snapped).getOrDefault(scope, new Tallies());
  }

  private Period snap(Period period) {
    return calendar.snap(period, clock.instant());
  }
}
