package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Customer;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.HandComplaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.FactRules;
import dev.barometer.contract.rule.Blank;
import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complaint that somebody takes down.
 *
 * @param kind {@code grievance} or {@code complaint}
 * @param severity left out: normal
 * @param channel by which it came, such as {@code phone} or {@code face-to-face}
 * @param text what was said
 */
public record HandRequest(
    @Nullable String kind,
    @Nullable String severity,
    @Nullable String ticketId,
    @Nullable Person person,
    @Nullable String channel,
    @Nullable String text,
    @Nullable String remedySought,
    @Nullable Context context) {
  private static final int LONGEST = 10_000;
  private static final int LONGEST_LINE = 1_000;

  /** Who complained. */
  public record Person(
      @Nullable String id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String locale) {}

  @Nullable String personId() {
    return person == null ? null : Blank.toNull(person.id());
  }

  HandComplaint toComplaint(String saidId, Actor by, Instant now) {
    Violations violations = new Violations(now);
    violations.oneOf("kind", kind, List.of(Case.GRIEVANCE, Case.COMPLAINT));
    if (severity != null) {
      violations.oneOf("severity", severity, Severity.labels());
    }
    violations.label("ticketId", Blank.toNull(ticketId));
    violations.label("channel", Blank.toNull(channel));
    if (violations.present("text", Blank.toNull(text))) {
      violations.text("text", text, LONGEST);
    }
    violations.text("remedySought", remedySought, LONGEST_LINE);
    Person who = person == null ? new Person(null, null, null, null) : person;
    violations.in("person");
    violations.label("id", Blank.toNull(who.id()));
    violations.label("name", Blank.toNull(who.name()));
    violations.label("email", Blank.toNull(who.email()));
    violations.label("locale", Blank.toNull(who.locale()));
    FactRules.checkContext("context", context == null ? Context.NONE : context, violations);
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
    return new HandComplaint(
        saidId,
        String.valueOf(kind),
        Severity.of(severity).orElse(Severity.NORMAL),
        Blank.toNull(ticketId),
        Blank.toNull(who.id()),
        context == null ? Context.NONE : context,
        String.valueOf(text),
        new Customer(
            Blank.toNull(who.name()),
            Blank.toNull(who.email()),
            Blank.toNull(who.locale()),
            Blank.toNull(channel),
            Blank.toNull(remedySought)),
        by,
        now);
  }
}
