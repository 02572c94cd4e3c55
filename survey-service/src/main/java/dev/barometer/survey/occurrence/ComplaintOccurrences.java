package dev.barometer.survey.occasion;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be asked about a complaint as it stands: how it was handled, once it is closed. */
final class ComplaintOccasions {
  private ComplaintOccasions() {}

  static List<Occasion> of(Complaint complaint) {
    Instant closedAt = complaint.closedAt();
    if (!complaint.status().equals(Complaint.CLOSED) || closedAt == null) {
      return List.of();
    }
    Map<String, String> values = new HashMap<>();
    values.put("kind", complaint.kind());
    values.put("severity", complaint.severity());
    values.put("rule", complaint.rule());
    if (complaint.slaMet() != null) {
      values.put("slaMet", complaint.slaMet().toString());
    }
    if (complaint.escalated() != null) {
      values.put("escalated", complaint.escalated().toString());
    }
    Respondent person = complaint.person();
    return List.of(
        new Occasion(
            // A case may be reopened and closed again: each closing is one.
            new OccasionKey(
                Occasion.COMPLAINT_CLOSED,
                complaint.complaintId(),
                String.valueOf(closedAt.toEpochMilli())),
            closedAt,
            null,
            complaint.ticketId(),
            person == null ? null : new Requester(person.id(), null, null, null),
            complaint.context(),
            values,
            false));
  }
}
