package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Customer;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.escalation.HandComplaint;
import dev.barometer.contract.fact.Context;
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
    return person == null ? null : blankToNull(person.id());
  }

  HandComplaint toComplaint(String saidId, Actor by, Instant now) {
    Violations violations = new Violations(now);
    violations.oneOf("kind", kind, List.of(Case.GRIEVANCE, Case.COMPLAINT));
    if (severity != null) {
      violations.oneOf("severity", severity, Severity.labels());
    }
    violations.label("ticketId", blankToNull(ticketId));
    violations.label("channel", blankToNull(channel));
    if (violations.present("text", blankToNull(text))) {
      violations.text("text", text, LONGEST);
    }
    violations.text("remedySought", remedySought, LONGEST_LINE);
    Person who = person == null ? new Person(null, null, null, null) : person;
    violations.in("person");
    violations.label("id", blankToNull(who.id()));
    violations.label("name", blankToNull(who.name()));
    violations.label("email", blankToNull(who.email()));
    violations.label("locale", blankToNull(who.locale()));
    check(context == null ? Context.NONE : context, violations.in("context"));
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
    return new HandComplaint(
        saidId,
        String.valueOf(kind),
        Severity.of(severity).orElse(Severity.NORMAL),
        blankToNull(ticketId),
        blankToNull(who.id()),
        context == null ? Context.NONE : context,
        String.valueOf(text),
        new Customer(
            blankToNull(who.name()),
            blankToNull(who.email()),
            blankToNull(who.locale()),
            blankToNull(channel),
            blankToNull(remedySought)),
        by,
        now);
  }

  private static void check(Context context, Violations violations) {
    violations.label("service", context.service());
    violations.label("team", context.team());
    violations.label("agent", context.agent());
    violations.label("channel", context.channel());
    violations.label("priority", context.priority());
    violations.label("category", context.category());
    violations.label("organization", context.organization());
    violations.label("location", context.location());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
