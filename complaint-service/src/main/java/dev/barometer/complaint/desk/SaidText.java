package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;

/** Words what was said, for templates. */
final class SaidText {

  /** Such as {@code NPS 3}; empty where no points were given. */
  public String of(Evidence entry) {
    return DeskText.rating(entry.said());
  }

  /** Where it counts: {@code stands}, {@code moved}, {@code erased} or {@code taken-back}. */
  public String state(Case shown, Evidence entry) {
    if (shown.movedTo(entry.responseId()).isPresent()) {
      return "moved";
    }
    if (entry.isErased()) {
      return "erased";
    }
    return entry.stands() ? "stands" : "taken-back";
  }
}
