package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where batches finds what it knows and keeps what it learns: the database, or what a batch is
 * about to write there.
 */
interface EvidenceStore {
  Optional<Case> find(String caseId);

  /** As {@link dev.barometer.complaint.cases.CaseRepository#put}. */
  Optional<Case> put(@Nullable Case before, Case next);

  Optional<ProcessedResponse> processed(String responseId);

  /** Remembers a revision of a response that was processed; the highest one stays. */
  void remember(String responseId, long revision, @Nullable String caseId);

  /** When the cases of a person came about, but for this one. */
  Collection<Instant> casesOf(String personId, String butFor);

  /** Remembers that a case is a person's; a second time nothing changes. */
  void note(String personId, String caseId, Instant at);

  /** Forgets that a case is a person's, before the case itself does. */
  void forget(String personId, String caseId);
}
