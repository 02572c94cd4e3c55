package dev.barometer.reporting.action;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.ScoreView;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;

/** What can be said of actions by what is known now. */
class OutcomeReader {
  /** Whole weeks, so that weekends weigh the same on each day it is looked at. */
  private static final int RECENT_DAYS = 28;

  private final BaselineRepository baselines;
  private final Outcomes outcomes;
  private final ScoreQueries queries;
  private final OrganisationCalendar calendar;
  private final OrganisationDays days;
  private final Supplier<Instant> knownAt;
  private final Clock clock;

  /**
   * @param knownAt the moment up to which all is counted
   */
  OutcomeReader(
      BaselineRepository baselines,
      Outcomes outcomes,
      ScoreQueries queries,
      OrganisationCalendar calendar,
      OrganisationDays days,
      Supplier<Instant> knownAt,
      Clock clock) {
    this.baselines = baselines;
    this.outcomes = outcomes;
    this.queries = queries;
    this.calendar = calendar;
    this.days = days;
    this.knownAt = knownAt;
    this.clock = clock;
  }

  Outcome of(Action action) {
    Action.Frozen frozen = action.frozen();
    return frozen == null
        ? outcomes.expected(expectedGoal(action), action.due())
        : outcomes.of(
            action.goal(), baselines.get(frozen.baselineId()), frozen.weeksAfter(), knownAt.get());
  }

  /** Up to today, where it is to start later: what comes until then is not known. */
  private Goal expectedGoal(Action action) {
    LocalDate today = days.today(clock.instant());
    return action.goal().start().isAfter(today) ? action.goal().startingAt(today) : action.goal();
  }

  /** What its metric is now. */
  ScoreView now(Action action) {
    Period recent = calendar.lastDays(RECENT_DAYS, clock.instant());
    return queries.score(action.goal().measured(), action.goal().whose(), recent);
  }
}
