package dev.barometer.reporting.cases;

import dev.barometer.contract.fact.Complaint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A case as everybody may see it: where it stands, not who complained nor what they said.
 *
 * @param kind {@code grievance} or {@code complaint}
 * @param severity {@code normal} or {@code severe}
 * @param rule which rule opened it
 */
public record CaseView(
    @Id String complaintId,
    String kind,
    String status,
    String severity,
    String rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable String service,
    @Nullable String team) {

  static CaseView of(Complaint complaint) {
    return new CaseView(
        complaint.complaintId(),
        complaint.kind(),
        complaint.status(),
        complaint.severity(),
        complaint.rule(),
        complaint.openedAt(),
        complaint.closedAt(),
        complaint.ticketId(),
        complaint.context().service(),
        complaint.context().team());
  }
}
