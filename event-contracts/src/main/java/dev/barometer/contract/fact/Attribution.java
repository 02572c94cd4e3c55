package dev.barometer.contract.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a resolution is credited to, frozen when the ticket is resolved; surveys go by it.
 *
 * @param frozenAt when the ticket was resolved
 * @param resolvedBy {@code human} or {@code bot}
 */
public record Attribution(
    Instant frozenAt, Context context, @Nullable Boolean slaMet, String resolvedBy) {

  public Attribution {
    context = context == null ? Context.NONE : context;
    resolvedBy = resolvedBy == null ? Ticket.HUMAN : resolvedBy;
  }
}
