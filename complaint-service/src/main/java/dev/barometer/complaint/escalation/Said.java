package dev.barometer.complaint.escalation;

import dev.barometer.complaint.rule.Verdict;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record on what somebody said.
 *
 * @param response null where it was erased
 * @param verdict null where it does not escalate (any more)
 * @param at when that happened
 * @param takenIn when Barometer took it in
 */
record Said(
    String responseId,
    @Nullable Response response,
    @Nullable Verdict verdict,
    Instant at,
    Instant takenIn) {

  /** Whether there can be anything to do. */
  boolean matters() {
    return response == null || EvidenceRepository.matters(response, verdict);
  }
}
