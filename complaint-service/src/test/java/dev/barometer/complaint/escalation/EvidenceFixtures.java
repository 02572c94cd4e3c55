package dev.barometer.complaint.escalation;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.rule.Verdict;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import org.springframework.data.mongodb.core.MongoOperations;

/** What people answer, as it gets into cases. */
public final class EvidenceFixtures {
  private EvidenceFixtures() {}

  /** A bad answer. */
  public static void escalate(MongoOperations mongo, Response response, Severity severity) {
    escalate(mongo, response, severity, Case.GRIEVANCE, response.submittedAt());
  }

  /** A bad answer that is taken in then. */
  public static void escalate(
      MongoOperations mongo, Response response, Severity severity, String kind, Instant takenIn) {
    Verdict verdict =
        new Verdict(
            "nps-detractor",
            severity,
            kind,
            new Complaint.Evidence(
                response.responseId(), response.submittedAt(), "nps", "0-10", 1, "Nobody called."));
    evidence(mongo).apply(response, verdict, response.submittedAt(), takenIn);
  }

  /** An answer that is good by now. */
  public static void takeBack(MongoOperations mongo, Response response, Instant takenIn) {
    evidence(mongo).apply(response, null, response.submittedAt(), takenIn);
  }

  /** The response is erased. */
  public static void forget(MongoOperations mongo, String responseId, Instant at) {
    evidence(mongo).forget(responseId, at, at);
  }

  public static EvidenceRepository evidence(MongoOperations mongo) {
    return new EvidenceRepository(
        new DirectStore(CaseFixtures.casesIn(mongo), mongo, CaseFixtures.MARKS), CaseFixtures.BOOK);
  }
}
