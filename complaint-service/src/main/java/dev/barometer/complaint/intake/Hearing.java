package dev.barometer.complaint.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one response. */
record Hearing(boolean repeat, @Nullable String changed) {
  /** It does not escalate, and no case had anything of it. */
  static final Hearing NOTHING = new Hearing(false, null);

  /** This revision, or a newer one, was heard before. */
  static final Hearing REPEAT = new Hearing(true, null);

  static Hearing changed(String caseId) {
    return new Hearing(false, caseId);
  }

  Optional<String> changedCase() {
    return Optional.ofNullable(changed);
  }
}
