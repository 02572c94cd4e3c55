package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be asked about a ticket as it stands: that it was done, closed, reopened. */
public final class TicketOccurrences {
  private TicketOccurrences() {}

  /**
   * @param told when its platform told of it, of what a ticket does not say; null where that is not
   *     known
   */
  static List<Occurrence> of(Ticket ticket, Function<OccurrenceKey, @Nullable Instant> told) {
    List<Occurrence> all = new ArrayList<>();
    if (ticket.done()) {
      add(all, Occurrence.RESOLVED, ticket, doneAt(ticket));
    }
    if (ticket.status().equals(Ticket.CLOSED)) {
      add(all, Occurrence.CLOSED, ticket, ticket.closedAt());
    }
    if (ticket.reopenCount() > 0) {
      add(all, Occurrence.REOPENED, ticket, told.apply(key(Occurrence.REOPENED, ticket)));
    }
    return all;
  }

  /** What is known of a ticket that nobody told of again: its resolution and its closing. */
  public static List<Occurrence> of(Ticket ticket) {
    return of(ticket, key -> null);
  }

  /** When a ticket was resolved, or closed without having been; null where it is neither. */
  public static @Nullable Instant doneAt(Ticket ticket) {
    return ticket.resolvedAt() != null ? ticket.resolvedAt() : ticket.closedAt();
  }

  private static OccurrenceKey key(String on, Ticket ticket) {
    return new OccurrenceKey(on, ticket.ticketId(), String.valueOf(ticket.reopenCount()));
  }

  private static void add(List<Occurrence> all, String on, Ticket ticket, @Nullable Instant at) {
    if (at != null) {
      all.add(
          new Occurrence(
              key(on, ticket),
              at,
              null,
              ticket.ticketId(),
              ticket.requester(),
              context(ticket),
              values(ticket),
              false));
    }
  }

  /** Where the resolution is credited to. */
  static Context context(Ticket ticket) {
    Attribution attribution = ticket.attribution();
    return attribution == null ? ticket.context() : attribution.context();
  }

  static Map<String, String> values(Ticket ticket) {
    Map<String, String> values = new HashMap<>();
    values.put("resolvedBy", ticket.resolvedBy());
    if (ticket.type() != null) {
      values.put("type", ticket.type());
    }
    if (ticket.slaMet() != null) {
      values.put("slaMet", ticket.slaMet().toString());
    }
    return values;
  }
}
