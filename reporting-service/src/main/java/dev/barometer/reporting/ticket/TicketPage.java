package dev.barometer.reporting.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tickets in the order of their ids.
 *
 * @param next what to ask the next page with; absent on the last
 */
record TicketPage(
    List<TicketRow> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

  /** Takes one row more than the page holds where there are more. */
  static TicketPage of(List<TicketRow> found, int limit) {
    if (found.size() <= limit) {
      return new TicketPage(List.copyOf(found), null);
    }
    List<TicketRow> items = List.copyOf(found.subList(0, limit));
    return new TicketPage(items, TicketCursor.after(items.get(limit - 1).ticketId()));
  }
}
