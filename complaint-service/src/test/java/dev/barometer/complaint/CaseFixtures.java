package dev.barometer.complaint;

import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.HistorySeals;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.ClockTarget;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.WeekHours;
import dev.barometer.starter.erasure.PersonMarks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.data.mongodb.core.MongoOperations;

/** Cases as they are opened, in an organisation that works from nine to five. */
public final class CaseFixtures {
  public static final BusinessCalendar NINE_TO_FIVE =
      new BusinessCalendar(ZoneOffset.UTC, WeekHours.parse("Mon-Fri 09:00-17:00"), List.of());

  /** One, two, five and twenty days of eight hours; a warning after three quarters. */
  public static final ClockBook BOOK =
      team ->
          new ClockRules(
              NINE_TO_FIVE,
              (name, kind, severity, calendar) ->
                  switch (name) {
                    case ACKNOWLEDGE -> target(8);
                    case ASSESS -> target(16);
                    case ANSWER -> target(40);
                    case LIMIT -> target(160);
                  });

  public static final ClockRules RULES = BOOK.of(null);
  public static final HistorySeals SEALS = new HistorySeals(List.of("a key".getBytes(UTF_8)));

  public static final PersonMarks MARKS = new PersonMarks(List.of("a key".getBytes(UTF_8)));

  private CaseFixtures() {}

  private static ClockTarget target(int hours) {
    Duration span = Duration.ofHours(hours);
    return new ClockTarget(span, span.multipliedBy(3).dividedBy(4));
  }

  public static CaseRepository casesIn(MongoOperations mongo) {
    return new CaseRepository(mongo, SEALS);
  }

  public static Case openCase(String caseId) {
    return openCase(caseId, MONDAY, Severity.NORMAL, EMAIL_TEAM);
  }

  public static Case openCase(String caseId, Instant openedAt, Severity severity, Context context) {
    return new Opening(
            caseId,
            "INC1",
            "u-17",
            evidence("r-" + caseId, openedAt, severity, context),
            Actor.BAROMETER,
            openedAt,
            false)
        .open(RULES);
  }

  /** The case after one more response joined it. */
  public static Case joined(Case open) {
    String responseId = "r-" + (open.revision() + 1);
    return open.with(
        evidence(responseId, MONDAY, Severity.NORMAL, EMAIL_TEAM), MONDAY, MONDAY, RULES);
  }

  public static Evidence evidence(
      String responseId, Instant saidAt, Severity severity, Context context) {
    var said = new Complaint.Evidence(responseId, saidAt, "nps", "0-10", 3, "Slow");
    return new Evidence(1, true, "nps-detractor", severity, Case.GRIEVANCE, context, said);
  }
}
