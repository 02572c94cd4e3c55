package dev.barometer.complaint.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.HistorySeals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history is as it was written.
 *
 * @param entries how many there are; absent where it is not
 * @param at the number of the first entry that is not as it was written
 * @param because {@code changed} or {@code missing}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(
    String complaintId,
    boolean intact,
    @Nullable Integer entries,
    @Nullable Integer at,
    @Nullable String because) {
  static final String CHANGED = "changed";
  static final String MISSING = "missing";

  static Verdict on(Case found, HistorySeals seals, int toldLength, @Nullable String toldSeal) {
    List<Entry> history = found.handling().history();
    Optional<Integer> broken = seals.firstBroken(found.caseId(), history, toldLength, toldSeal);
    return broken
        .map(
            at ->
                new Verdict(
                    found.caseId(),
                    false,
                    null,
                    at,
                    at > history.size() || history.get(at - 1).number() != at ? MISSING : CHANGED))
        .orElseGet(() -> new Verdict(found.caseId(), true, history.size(), null, null));
  }

  /** The case itself is gone. */
  static Verdict gone(String caseId) {
    return new Verdict(caseId, false, null, 1, MISSING);
  }
}
