package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be asked about a complaint as it stands: how it was handled, once it is closed. */
final class ComplaintOccurrences {
  private ComplaintOccurrences() {}

  static List<Occurrence> of(Complaint complaint) {
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
        new Occurrence(
            // A case may be reopened and closed again: each closing is one.
            new OccurrenceKey(
                Occurrence.COMPLAINT_CLOSED,
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
