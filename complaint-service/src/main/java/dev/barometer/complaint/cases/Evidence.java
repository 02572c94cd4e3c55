package dev.barometer.complaint.cases;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;

/**
 * What one response says in a case. There is one entry per response for as long as the case exists:
 * an answer that was taken back stays as an entry that no longer stands, so its older revisions are
 * still recognised.
 *
 * @param responseRevision the newest revision of the response that was processed
 * @param stands false once the answer was withdrawn, erased, or revised to one that does not
 *     escalate
 * @param rule which rule it escalated by
 * @param kind what that rule makes of it: {@code grievance} or {@code complaint}
 */
public record Evidence(
    long responseRevision,
    boolean stands,
    String rule,
    Severity severity,
    String kind,
    Context context,
    Complaint.Evidence said) {

  public Evidence {
    kind = kind == null ? Case.GRIEVANCE : kind;
  }

  public String responseId() {
    return said.responseId();
  }

  /** The entry after a revision that no longer escalates. */
  public Evidence struck(long revision) {
    return new Evidence(revision, false, rule, severity, kind, context, said);
  }

  /** The entry after the response was erased: that there was one, but nothing of what it said. */
  public Evidence erased() {
    var nothing = new Complaint.Evidence(said.responseId(), said.saidAt(), null, null, null, null);
    return new Evidence(responseRevision, false, rule, severity, kind, context, nothing);
  }

  public boolean isErased() {
    return !stands && said.metric() == null && said.text() == null;
  }
}
