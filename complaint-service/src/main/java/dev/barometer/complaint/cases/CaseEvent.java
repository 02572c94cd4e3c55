package dev.barometer.complaint.cases;

import dev.barometer.contract.fact.Complaint;
import java.time.Instant;

/** One change of a case that the others have yet to be told, with the state it led to. */
public record CaseEvent(long revision, String type, Instant at, Complaint complaint) {

  /** What there is to tell of a case's last change; the same case always gives the same event. */
  public static CaseEvent of(Case changed) {
    Change change = changed.lastChange();
    return new CaseEvent(changed.revision(), change.type(), change.at(), changed.toComplaint());
  }

  /** Derived, so that an event that is sent twice is recognised. */
  public String eventId() {
    return complaint.complaintId() + "-" + revision;
  }
}
