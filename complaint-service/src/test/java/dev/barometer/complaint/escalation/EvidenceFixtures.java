package dev.barometer.complaint.escalation;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.rule.Verdict;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import org.springframework.data.mongodb.core.MongoOperations;

/** What people answer, as it gets into cases. */
public final class EvidenceFixtures {
  private EvidenceFixtures() {}

  /** A bad answer. */
  public static void escalate(MongoOperations mongo, Response response, Severity severity) {
    Verdict verdict =
        new Verdict(
            "nps-detractor",
            severity,
            Case.GRIEVANCE,
            new Complaint.Evidence(
                response.responseId(), response.submittedAt(), "nps", "0-10", 1, "Nobody called."));
    evidence(mongo).apply(response, verdict, response.submittedAt(), response.submittedAt());
  }

  public static EvidenceRepository evidence(MongoOperations mongo) {
    return new EvidenceRepository(
        new DirectStore(CaseFixtures.casesIn(mongo), mongo), CaseFixtures.BOOK);
  }
}
