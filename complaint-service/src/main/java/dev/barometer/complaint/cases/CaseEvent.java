package dev.barometer.complaint.cases;

import dev.barometer.contract.fact.Complaint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a case that the others have yet to be told, with the state it led to.
 *
 * @param first the number of the first entry of the history that it wrote; null where an older
 *     version wrote it, which kept no history
 */
public record CaseEvent(
    long revision, String type, Instant at, Complaint complaint, @Nullable Integer first) {

  /** What there is to tell of a case's last change; the same case always gives the same event. */
  public static CaseEvent of(@Nullable Case before, Case changed) {
    Change change = changed.lastChange();
    int first = before == null ? 1 : before.handling().history().size() + 1;
    return new CaseEvent(
        changed.revision(), change.type(), change.at(), changed.toComplaint(), first);
  }

  /** Derived, so that an event that is sent twice is recognised. */
  public String eventId() {
    return complaint.complaintId() + "-" + revision;
  }
}
