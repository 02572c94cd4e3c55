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
  private static final long FIRST_REVISION = 1;

  /** Whether there can be anything to do. */
  boolean matters() {
    return response == null || matters(response, verdict);
  }

  /** Whether there can be: no earlier revision of others became evidence. */
  static boolean matters(Response response, @Nullable Verdict verdict) {
    return verdict != null || response.revision() > FIRST_REVISION;
  }
}
