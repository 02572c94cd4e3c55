package dev.barometer.reporting.complaint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as everybody may see it: where it stands, not who complained nor what they said.
 *
 * @param kind {@code grievance} or {@code complaint}
 * @param severity {@code normal} or {@code severe}
 * @param rule which rule opened it
 */
public record CaseView(
    String complaintId,
    String kind,
    String status,
    String severity,
    String rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable String service,
    @Nullable String team) {}
