package dev.barometer.reporting.action;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.reporting.score.GivenTallies;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An action of the mail desk, and what was answered there. */
final class ActionFixtures {
  static final Scope DESK = Scope.of(Dimension.TEAM, "Mail desk");
  static final Scope OTHER = Scope.of(Dimension.TEAM, "Phone desk");
  static final LocalDate START = LocalDate.of(2026, 6, 3);
  static final LocalDate DUE = START.plusWeeks(6).plusDays(2);
  static final Instant AT = Instant.parse("2026-06-03T09:00:00Z");
  static final Person ANN = new Person("staff:ann", "Ann");
  static final Owner BO = new Owner("bo", "Bo");
  static final Action.Words WORDS =
      new Action.Words("Answer mails within the hour", null, BO, DUE, null);

  private ActionFixtures() {}

  static Goal goal(String metric, double target, @Nullable Scope comparison) {
    return new Goal(
        DESK.toString(), metric, target, START, comparison == null ? null : comparison.toString());
  }

  static Action planned(String id) {
    return Action.planned(
        id, WORDS, goal("csat", 85, null), new Cause(Cause.MANUAL, null), ANN, AT);
  }

  /** One answer to the question how satisfied somebody is. */
  static Observation csat(boolean satisfied, Instant at) {
    return satisfied
        ? Observation.choice("csat", "1-5", 5, PointClass.POSITIVE, at)
        : Observation.choice("csat", "1-5", 2, PointClass.NEGATIVE, at);
  }

  /**
   * Answers of some weeks, on each day.
   *
   * @param good of ten a day
   */
  static void answer(GivenTallies tallies, Scope scope, LocalDate from, int weeks, int good) {
    for (int day = 0; day < weeks * Week.DAYS; day++) {
      Instant at = from.plusDays(day).atTime(10, 0).toInstant(ZoneOffset.UTC);
      for (int i = 0; i < 10; i++) {
        tallies.with(scope, csat(i < good + day % 2, at));
      }
    }
  }
}
