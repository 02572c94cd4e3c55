package dev.barometer.complaint.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a case needs to know of its ticket, and no more.
 *
 * @param requesterId who asked for help; null where nobody is named, or he was erased
 * @param locale in which he is written to
 */
public record KnownTicket(
    String ticketId,
    String status,
    @Nullable String requesterId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String locale,
    @Nullable String service,
    @Nullable String team,
    @Nullable String priority,
    @Nullable String category,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt) {}
