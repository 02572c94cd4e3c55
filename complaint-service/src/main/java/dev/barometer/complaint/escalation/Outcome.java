package dev.barometer.complaint.escalation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one response. */
record Outcome(boolean repeat, @Nullable String changed) {
  /** It does not escalate, and no case had anything of it. */
  static final Outcome NOTHING = new Outcome(false, null);

  /** This revision, or a newer one, was processed before. */
  static final Outcome REPEAT = new Outcome(true, null);

  static Outcome changed(String caseId) {
    return new Outcome(false, caseId);
  }

  Optional<String> changedCase() {
    return Optional.ofNullable(changed);
  }
}
