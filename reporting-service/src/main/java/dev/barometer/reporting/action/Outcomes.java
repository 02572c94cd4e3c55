package dev.barometer.reporting.action;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.BeforeAfter;
import dev.barometer.metrics.effect.Effect;
import dev.barometer.metrics.effect.EffectInput;
import dev.barometer.metrics.effect.Effects;
import dev.barometer.metrics.effect.MinimumDetectableEffect;
import dev.barometer.metrics.effect.MinimumDetectableEffect.ExpectedComparison;
import dev.barometer.metrics.effect.ReturnOnMeasures;
import dev.barometer.metrics.effect.Window;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.score.ScoreView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes what can be said of actions. Weeks are seven days where the organisation is, counted
 * from the day an action starts: each window has all weekdays equally often, and no day is lost.
 */
public final class Outcomes {
  /** What is worth something by each ticket, and kept for all of them. */
  private static final Set<Metric> RETURNING = Set.of(Metrics.LOST_TIME, Metrics.REOPEN_RATE);

  private final PeriodTallies store;
  private final OrganisationCalendar calendar;
  private final long minimumN;

  public Outcomes(PeriodTallies store, OrganisationCalendar calendar, long minimumN) {
    this.store = store;
    this.calendar = calendar;
    this.minimumN = minimumN;
  }

  /** What was before the start, as it is known now. */
  Baseline baseline(Goal goal) {
    LocalDate first = goal.start().minusDays((long) Baseline.ALL_WEEKS * Week.DAYS);
    List<LocalDate> all = days(first, Baseline.ALL_WEEKS);
    List<LocalDate> last = all.subList(Baseline.ALL_WEEKS - Baseline.WEEKS, Baseline.ALL_WEEKS);
    return new Baseline(
        weeks(goal.measured(), goal.whose(), all),
        goal.compared().map(scope -> weeks(goal.measured(), scope, last)).orElseGet(List::of));
  }

  private static List<LocalDate> days(LocalDate first, int weeks) {
    return IntStream.range(0, weeks).mapToObj(i -> first.plusDays((long) i * Week.DAYS)).toList();
  }

  private List<Week> weeks(Metric metric, Scope scope, List<LocalDate> starts) {
    List<Period> periods =
        starts.stream().map(day -> period(day, day.plusDays(Week.DAYS))).toList();
    Map<Period, Tallies> found = store.read(List.of(scope), periods).getOrDefault(scope, Map.of());
    return IntStream.range(0, starts.size())
        .mapToObj(
            i -> Week.of(starts.get(i), metric, found.getOrDefault(periods.get(i), new Tallies())))
        .toList();
  }

  private Period period(LocalDate from, LocalDate to) {
    return new Period(calendar.startOf(from), calendar.startOf(to));
  }

  /** What is to be expected of an action that has not started, by what is known now. */
  public Outcome expected(Goal goal, LocalDate due) {
    Baseline baseline = baseline(goal);
    return outcome(goal, baseline, Baseline.weeksAfter(goal.start(), due), null);
  }

  /**
   * What came of an action that has started.
   *
   * @param until all before this moment is known
   */
  public Outcome of(Goal goal, Baseline baseline, int weeksAfter, Instant until) {
    return outcome(goal, baseline, weeksAfter, until);
  }

  private Outcome outcome(Goal goal, Baseline baseline, int weeksAfter, @Nullable Instant until) {
    Metric metric = goal.measured();
    Window before = baseline.window();
    ScoreView scoreBefore = score(goal, before);
    long nBefore = Scores.of(metric, before.tallies(), 1).n();
    long expectedN = expected(nBefore, weeksAfter);
    MinimumDetectableEffect minimum =
        scoreBefore.hasValue() ? minimum(goal, baseline, weeksAfter, expectedN) : null;
    int weeks = until == null ? 0 : weeksUntil(goal.start(), weeksAfter, until);
    LocalDate end = goal.start().plusDays((long) weeks * Week.DAYS);
    if (until == null) {
      return new Outcome(scoreBefore, null, null, 0, weeksAfter, end, minimum, expectedN, null);
    }
    Tallies since = tallies(goal.whose(), goal.start(), weeks);
    Window after = after(goal.start(), weeks, since);
    BeforeAfter comparison =
        goal.compared()
            .map(
                scope ->
                    new BeforeAfter(
                        baseline.comparisonWindow(),
                        after(goal.start(), weeks, tallies(scope, goal.start(), weeks))))
            .orElse(null);
    Effect effect =
        Effects.of(
            new EffectInput(
                metric,
                new BeforeAfter(before, after),
                comparison,
                baseline.history(),
                weeks == weeksAfter,
                minimumN));
    return new Outcome(
        scoreBefore,
        weeks == 0 ? null : score(goal, after),
        effect,
        weeks,
        weeksAfter,
        end,
        minimum,
        expectedN,
        returned(metric, effect, since).orElse(null));
  }

  /** Before a week is over an empty one stands for it. */
  private static Window after(LocalDate start, int weeks, Tallies tallies) {
    return new Window(start, start.plusDays((long) Math.max(1, weeks) * Week.DAYS), tallies);
  }

  private int weeksUntil(LocalDate start, int weeksAfter, Instant until) {
    LocalDate day = until.atZone(calendar.zone()).toLocalDate();
    return (int) Math.max(0, Math.min(weeksAfter, ChronoUnit.DAYS.between(start, day) / Week.DAYS));
  }

  private static long expected(long nBefore, int weeksAfter) {
    return Math.max(1, Math.round((double) nBefore * weeksAfter / Baseline.WEEKS));
  }

  private Tallies tallies(Scope scope, LocalDate from, int weeks) {
    if (weeks == 0) {
      return new Tallies();
    }
    Period period = period(from, from.plusDays((long) weeks * Week.DAYS));
    return store
        .read(List.of(scope), List.of(period))
        .getOrDefault(scope, Map.of())
        .getOrDefault(period, new Tallies());
  }

  private ScoreView score(Goal goal, Window window) {
    return ScoreView.of(
        Scores.of(goal.measured(), window.tallies(), minimumN),
        goal.measured(),
        goal.whose(),
        period(window.from(), window.to()));
  }

  private @Nullable MinimumDetectableEffect minimum(
      Goal goal, Baseline baseline, int weeksAfter, long expectedN) {
    ExpectedComparison comparison = null;
    if (goal.comparisonScope() != null) {
      Window other = baseline.comparisonWindow();
      long n = Scores.of(goal.measured(), other.tallies(), 1).n();
      comparison = new ExpectedComparison(other, expected(n, weeksAfter));
    }
    return MinimumDetectableEffect.of(
            goal.measured(),
            baseline.window(),
            weeksAfter * Week.DAYS,
            expectedN,
            comparison,
            baseline.history())
        .orElse(null);
  }

  /** Over the tickets that were closed in the window after. */
  private static Optional<ReturnOnMeasures> returned(Metric metric, Effect effect, Tallies since) {
    return RETURNING.contains(metric)
        ? ReturnOnMeasures.of(effect, Scores.of(Metrics.TICKETS_CLOSED, since, 1).n())
        : Optional.empty();
  }
}
