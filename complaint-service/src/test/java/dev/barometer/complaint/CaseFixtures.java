package dev.barometer.complaint;

import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import java.time.Instant;

/** Cases as they are opened. */
public final class CaseFixtures {
  private CaseFixtures() {}

  public static Case openCase(String caseId) {
    return openCase(caseId, MONDAY, Severity.NORMAL, EMAIL_TEAM);
  }

  public static Case openCase(String caseId, Instant openedAt, Severity severity, Context context) {
    return Case.opened(
        caseId, "INC1", "u-17", evidence("r-" + caseId, openedAt, severity, context), openedAt);
  }

  /** The case after one more response joined it. */
  public static Case joined(Case open) {
    String responseId = "r-" + (open.revision() + 1);
    return open.with(evidence(responseId, MONDAY, Severity.NORMAL, EMAIL_TEAM), MONDAY);
  }

  private static Evidence evidence(
      String responseId, Instant saidAt, Severity severity, Context context) {
    var said = new Complaint.Evidence(responseId, saidAt, "nps", "0-10", 3, "Slow");
    return new Evidence(1, true, "nps-detractor", severity, context, said);
  }
}
