package dev.barometer.complaint.escalation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Tells where responses are evidence. */
@Component
public class EvidenceReader {
  private final ProcessedResponseRepository processed;

  public EvidenceReader(MongoOperations mongo) {
    this.processed = new ProcessedResponseRepository(mongo);
  }

  /** The ids of their cases, by response; what is evidence nowhere is missing. */
  public Map<String, String> casesOf(Collection<String> responseIds) {
    Map<String, String> cases = new HashMap<>();
    for (ProcessedResponse one : processed.find(responseIds)) {
      if (one.caseId() != null) {
        cases.put(one.responseId(), one.caseId());
      }
    }
    return cases;
  }
}
