package dev.barometer.reporting.strategy;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.Plan;
import dev.barometer.reporting.edition.PlanReader;
import dev.barometer.reporting.edition.Step;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Plans the reports of strategies when they are due. What is due follows from what is kept of a
 * strategy, never from when somebody looks: a look too much does nothing, and after days away the
 * missed periods come one after the other, the oldest first.
 */
@Component
class ScheduleRunner {
  static final String PLAN = "report.plan";

  /** Long enough for a change to be written that the look is there for. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private final StrategyRepository strategies;
  private final EditionPublisher editions;
  private final PlanReader plans;
  private final OrganisationCalendar calendar;
  private final ObjectProvider<Timetable> timetable;
  private final Schedule schedule;
  private final Clock clock;

  ScheduleRunner(
      StrategyRepository strategies,
      EditionPublisher editions,
      PlanReader plans,
      OrganisationCalendar calendar,
      ReportScheduleProperties settings,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    this.strategies = strategies;
    this.editions = editions;
    this.plans = plans;
    this.calendar = calendar;
    this.timetable = timetable;
    this.schedule = new Schedule(calendar.zone(), settings.planAt());
    this.clock = clock;
  }

  /**
   * Plans the oldest report that is due, if one is, and has the next one looked at in its time. Who
   * dies at any line leaves it to be done once more: the report has the same id then.
   */
  void look(String strategyId) {
    Optional<KeptStrategy> kept = strategies.find(strategyId);
    kept.flatMap(schedule::next)
        .filter(next -> !next.due().isAfter(clock.instant()))
        .ifPresent(next -> plan(kept.orElseThrow(), next));
    scheduleNext(strategyId);
  }

  private void plan(KeptStrategy kept, Occurrence due) {
    Strategy strategy = kept.strategy();
    Period period = periodOf(due);
    String reportId = StrategyPlan.reportId(strategy.strategyId(), period);
    editions.planOnce(reportId, planOf(strategy, period), strategy.template());
    strategies.advance(kept, due.to(), reportId);
  }

  private Period periodOf(Occurrence occurrence) {
    return new Period(calendar.startOf(occurrence.from()), calendar.startOf(occurrence.to()));
  }

  private Plan planOf(Strategy strategy, Period period) {
    Optional<Period> compared = plans.compared(strategy.compareTo(), period);
    return StrategyPlan.of(strategy, period, compared, calendar.zone());
  }

  /**
   * Plans a report by hand.
   *
   * @param period null for the newest that is over
   */
  Edition plan(Strategy strategy, @Nullable Period period, Step.Person by) {
    Period told =
        period == null ? periodOf(schedule.closed(strategy.cadence(), clock.instant())) : period;
    String reportId = StrategyPlan.reportId(strategy.strategyId(), told);
    Edition edition = editions.plan(reportId, planOf(strategy, told), strategy.template(), by);
    strategies.noteReport(strategy.strategyId(), edition.reportId());
    return edition;
  }

  /** Before a change that may move what is due: whoever dies after it has it looked at. */
  void lookSoon(String strategyId) {
    timetable.getObject().schedule(new Due(PLAN, strategyId, clock.instant().plus(SOON)));
  }

  /** After a change; looks once more whether it was changed while the timetable was told. */
  void scheduleNext(String strategyId) {
    Optional<KeptStrategy> kept = strategies.find(strategyId);
    while (true) {
      Optional<Occurrence> next = kept.flatMap(schedule::next);
      if (next.isPresent()) {
        timetable.getObject().schedule(new Due(PLAN, strategyId, next.get().due()));
      } else {
        timetable.getObject().cancel(PLAN, strategyId);
      }
      Optional<KeptStrategy> again = strategies.find(strategyId);
      if (again.equals(kept)) {
        return;
      }
      kept = again;
    }
  }

  /** All that the timetable plans by: at the start, whatever became of what it was told before. */
  void scheduleAll() {
    strategies.active().forEach(this::scheduleNext);
  }

  LocalDate doneTo(@Nullable KeptStrategy before, Cadence cadence) {
    return schedule.doneTo(before, cadence, clock.instant());
  }

  Optional<Instant> nextDue(KeptStrategy kept) {
    return schedule.next(kept).map(Occurrence::due);
  }

  /** When the next few reports would be planned if a strategy became of this cadence now. */
  List<Occurrence> upcoming(@Nullable KeptStrategy before, Cadence cadence, int many) {
    return schedule.upcoming(cadence, doneTo(before, cadence), many);
  }
}
