package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may enter, at the edges over HTTP as on the inbound topics: completed with what its sender
 * may leave out, and checked more strictly than facts, of which older ones must stay readable.
 */
public final class Inbound {
  /** Numbers of JSON are exact up to one more, so that the last one can still be taken back. */
  private static final long HIGHEST_REVISION = (1L << 53) - 1;

  private Inbound() {}

  /**
   * The ticket with what it left out, and without an attribution: who is credited is decided at the
   * gate, not by the sender.
   *
   * @param eventTime when its event happened; null where that does not say
   */
  public static Ticket complete(Ticket said, @Nullable Instant eventTime) {
    Ticket ticket = said.withAttribution(null);
    return eventTime == null ? ticket : ticket.withDefaults(eventTime);
  }

  /**
   * What is wrong with a ticket as it comes in, its defaults filled in; empty where nothing is.
   * What it says of its state it has to say completely; facts of before that did not stay readable.
   *
   * @param eventTime when its event happened; null where that does not say
   */
  public static List<Violation> check(Ticket ticket, @Nullable Instant eventTime, Instant now) {
    Violations violations = new Violations(now);
    if (ticket.revision() == 0 && eventTime == null) {
      violations.broken("revision", "is required where the event has no time");
    }
    if (Ticket.CLOSED.equals(ticket.status()) && ticket.closedAt() == null) {
      violations.broken("closedAt", missingTime(eventTime));
    }
    if (Ticket.RESOLVED.equals(ticket.status()) && ticket.resolvedAt() == null) {
      violations.broken("resolvedAt", missingTime(eventTime));
    }
    List<Violation> others = new ArrayList<>(checkRevision(ticket.revision()));
    others.addAll(FactRules.check(ticket, now));
    for (Violation violation : others) {
      if (violations.all().stream().noneMatch(said -> said.field().equals(violation.field()))) {
        violations.broken(violation.field(), violation.rule());
      }
    }
    return violations.all();
  }

  private static String missingTime(@Nullable Instant eventTime) {
    return eventTime == null
        ? "is required where the event has no time"
        : "is required where the event's time is before the ticket was opened or resolved";
  }

  /** What is wrong with a response that comes in; empty where nothing is. */
  public static List<Violation> check(Response response, Instant now) {
    List<Violation> violations = new ArrayList<>(FactRules.check(response, now));
    violations.addAll(checkRevision(response.revision()));
    return violations;
  }

  /**
   * What is wrong with a response as it was sent, which may say no more than that it is taken back:
   * of such a one only the gate knows the rest.
   */
  public static List<Violation> checkSent(Response said, Instant now) {
    if (!said.onlyTakesBack()) {
      return check(said.withDefaults(), now);
    }
    Instant at = Objects.requireNonNull(said.withdrawnAt());
    return check(
        Response.builder(said.responseId())
            .revision(1)
            .surveyId("unsaid")
            .surveyVersion(1)
            .submittedAt(at)
            .withdrawnAt(at)
            .build(),
        now);
  }

  /**
   * What is wrong with the revision of what comes in; empty where nothing is. Not a rule of facts:
   * higher ones were taken before there was a highest, and stay readable.
   */
  public static List<Violation> checkRevision(long revision) {
    return revision <= HIGHEST_REVISION
        ? List.of()
        : List.of(new Violation("revision", "must be at most " + HIGHEST_REVISION));
  }
}
