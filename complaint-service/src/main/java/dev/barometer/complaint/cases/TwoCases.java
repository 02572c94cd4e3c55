package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a move of one case makes of another. */
public final class TwoCases {
  private TwoCases() {}

  /**
   * The other case after a move of the first; the same where it has come about.
   *
   * @param other null where there is none yet
   * @param entry of the first, which tells of the move
   */
  public static Case after(
      Case first, @Nullable Case other, String otherId, Entry entry, Actor by, ClockRules rules) {
    List<Evidence> taken =
        first.evidence().stream()
            .filter(one -> first.movedTo(one.responseId()).filter(otherId::equals).isPresent())
            .toList();
    if (other != null) {
      return entry.what().equals(What.MERGED)
          ? merged(first, other, taken, entry, by, rules)
          : other;
    }
    return switch (entry.what()) {
      case What.SPLIT -> Opening.splitFrom(first, taken, otherId, by, rules);
      case What.REVIEW_REQUESTED ->
          Opening.review(first, otherId, by, entry.note(), entry.at(), rules);
      default -> throw new IllegalStateException("no case " + otherId + " to take anything to");
    };
  }

  private static Case merged(
      Case first, Case other, List<Evidence> taken, Entry entry, Actor by, ClockRules rules) {
    boolean isThere =
        other.handling().history().stream()
            .anyMatch(
                one ->
                    one.what().equals(What.MERGED_HERE)
                        && first.caseId().equals(one.details().get("from")));
    if (isThere) {
      return other;
    }
    CaseEdit edit = new CaseEdit(other, entry.at(), rules);
    edit.add(by, What.MERGED_HERE, null, Map.of("from", first.caseId()));
    taken.forEach(one -> edit.evidence(one, by));
    return edit.result(edit.now());
  }
}
