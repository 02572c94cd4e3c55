package dev.barometer.reporting.ticket;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as a report tells it: nothing of who asked for help, nor in which words.
 *
 * @param resolvedAt when it was resolved, or closed where nobody said that; null while it is open
 * @param seconds from opening to resolving; null while it is open
 */
public record ReportedTicket(
    String ticketId,
    @Nullable String priority,
    @Nullable String type,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    @Nullable Long seconds) {

  static ReportedTicket of(TicketRow row) {
    Instant done = row.doneAt();
    return new ReportedTicket(
        row.ticketId(),
        row.priority(),
        row.type(),
        row.openedAt(),
        done,
        done == null ? null : Long.valueOf(Duration.between(row.openedAt(), done).toSeconds()));
  }
}
