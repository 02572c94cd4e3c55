package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody can be asked about: something that happened once, as it is known now.
 *
 * @param at when it happened
 * @param since when it became known here; null where that does not matter
 * @param ticketId the ticket that it has to do with; null where there is none
 * @param person who is asked; null where nobody is known
 * @param context where it is credited to
 * @param more further values that conditions may name
 * @param forced asked even where he was asked not long enough ago: somebody wants it
 */
public record Occurrence(
    OccurrenceKey key,
    Instant at,
    @Nullable Instant since,
    @Nullable String ticketId,
    @Nullable Requester person,
    Context context,
    Map<String, String> more,
    boolean forced) {
  public static final String RESOLVED = "ticket-resolved";
  public static final String CLOSED = "ticket-closed";
  public static final String REOPENED = "ticket-reopened";
  public static final String COMPLAINT_CLOSED = "complaint-closed";
  public static final String MILESTONE = "milestone";
  public static final String TRAINING = "training";
  public static final String RELEASE = "release";
  public static final String RENEWAL = "renewal";
  public static final String SCHEDULE = "schedule";
  public static final String MANUAL = "manual";

  /** Somebody comes by himself: nobody is chosen, nothing is considered. */
  public static final String OPEN_LINK = "open-link";

  public static final String REQUESTER = "requester";

  private static final List<String> OF_ALL =
      List.of(
          "service",
          "team",
          "agent",
          "channel",
          "priority",
          "category",
          "organization",
          "location",
          REQUESTER);
  private static final List<String> OF_TICKETS = List.of("type", "resolvedBy", "slaMet");
  private static final List<String> OF_COMPLAINTS =
      List.of("kind", "severity", "rule", "slaMet", "escalated");
  private static final List<String> OF_LIFECYCLE = List.of("kind", "name");

  /** What conditions may name, by what is asked about: {@code all}, and what only some have. */
  public static final SortedMap<String, List<String>> FIELDS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "all", OF_ALL,
                  "ticket", OF_TICKETS,
                  "complaint", OF_COMPLAINTS,
                  "lifecycle", List.of("kind", "name", "milestone"))));

  public Occurrence {
    context = context == null ? Context.NONE : context;
    more = more == null ? Map.of() : more;
  }

  static SubjectKind subjectKind(String on) {
    return switch (on) {
      case RESOLVED, CLOSED, REOPENED -> SubjectKind.TICKET;
      case COMPLAINT_CLOSED -> SubjectKind.COMPLAINT;
      case MILESTONE, TRAINING, RELEASE, RENEWAL -> SubjectKind.LIFECYCLE;
      default -> SubjectKind.PERSON;
    };
  }

  /** What conditions and exclusions may name where this happened. */
  public static List<String> fields(String on) {
    List<String> fields = new ArrayList<>(OF_ALL);
    switch (on) {
      case RESOLVED, CLOSED, REOPENED, SCHEDULE -> fields.addAll(OF_TICKETS);
      case COMPLAINT_CLOSED -> fields.addAll(OF_COMPLAINTS);
      case MILESTONE -> {
        fields.addAll(OF_LIFECYCLE);
        fields.add("milestone");
      }
      case TRAINING, RELEASE, RENEWAL -> fields.addAll(OF_LIFECYCLE);
      default -> {}
    }
    return fields;
  }

  public String on() {
    return key.on();
  }

  public Optional<String> personId() {
    return person == null ? Optional.empty() : Optional.ofNullable(person.id());
  }

  /** The value of a field that conditions and exclusions name; null where it has none. */
  public @Nullable String value(String field) {
    String value =
        switch (field) {
          case "service" -> context.service();
          case "team" -> context.team();
          case "agent" -> context.agent();
          case "channel" -> context.channel();
          case "priority" -> context.priority();
          case "category" -> context.category();
          case "organization" -> context.organization();
          case "location" -> context.location();
          case REQUESTER -> personId().orElse(null);
          default -> null;
        };
    return value == null ? more.get(field) : value;
  }

  /** Whoever resolved it is not asked about himself. */
  public boolean isOwnWork() {
    return personId().filter(id -> id.equals(context.agent())).isPresent();
  }

  /** The same, of whom more is known. */
  Occurrence askedOf(Requester somebody) {
    return new Occurrence(key, at, since, ticketId, somebody, context, more, forced);
  }

  /** The same, as it was noted when it became known. */
  Occurrence knownSince(Instant then) {
    return new Occurrence(key, at, then, ticketId, person, context, more, forced);
  }
}
