package dev.barometer.complaint.escalation;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A response that was processed, and where its evidence lies. Written after the case, so it may be
 * missing but never points ahead: whether a revision was processed is told by the case itself, and
 * by this only where there is no case.
 *
 * @param revision the highest that was processed
 * @param caseId null where no revision escalated so far
 */
@Document(ProcessedResponse.COLLECTION)
record ProcessedResponse(@Id String responseId, long revision, @Nullable String caseId) {
  static final String COLLECTION = "heard";

  /** Whether nothing can come of a revision: as new a one was processed, and there is no case. */
  boolean outdates(long other) {
    return caseId == null && other <= revision;
  }
}
