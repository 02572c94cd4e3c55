package dev.barometer.reporting.action;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.PeriodTallies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.data.mongodb.core.MongoOperations;

/** Actions as a report finds them. */
public final class ReportedActionFixtures {
  private static final Person ANN = new Person("staff:ann", "Ann");

  private ReportedActionFixtures() {}

  public static ReportedActionReader reader(MongoOperations mongo) {
    return new ReportedActionReader(new ActionRepository(mongo), new BaselineRepository(mongo));
  }

  private static Action.Words words(String title, LocalDate due) {
    return new Action.Words(title, null, new Owner("bo", "Bo"), due, null);
  }

  /** One that is planned, and has not begun. */
  public static ReportedAction planned(
      String id, Scope scope, String metric, double target, LocalDate start, LocalDate due) {
    Instant at = start.minusDays(9).atStartOfDay().toInstant(ZoneOffset.UTC);
    Goal goal = new Goal(scope.toString(), metric, target, start, null);
    return new ReportedAction(
        Action.planned(id, words("Be better", due), goal, new Cause(Cause.MANUAL, null), ANN, at),
        null);
  }

  /** It started on its day, with what was known then. */
  public static ReportedAction started(ReportedAction planned, PeriodTallies known) {
    Goal goal = planned.action().goal();
    Instant at = goal.start().atTime(9, 0).toInstant(ZoneOffset.UTC);
    Baseline baseline =
        new Outcomes(known, new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100)), 5)
            .baseline(goal);
    Action.Frozen frozen =
        new Action.Frozen("B-1", Baseline.weeksAfter(goal.start(), planned.action().due()), at);
    return new ReportedAction(
        planned.action().moved(Move.START, frozen, goal, null, ANN, at), baseline);
  }

  /** It is through by then. */
  public static ReportedAction finished(ReportedAction started, Instant at) {
    return new ReportedAction(
        started.action().moved(Move.FINISH, null, started.action().goal(), null, ANN, at),
        started.baseline());
  }

  /** It was given up then. */
  public static ReportedAction dropped(ReportedAction open, Instant at) {
    return new ReportedAction(
        open.action().moved(Move.DROP, null, open.action().goal(), null, ANN, at), open.baseline());
  }
}
