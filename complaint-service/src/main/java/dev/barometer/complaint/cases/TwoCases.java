package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockRules;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change of one case makes of another. */
public final class TwoCases {
  private TwoCases() {}

  /**
   * The other case after a move of the first; the same where it has come about.
   *
   * @param other null where there is none yet
   * @param entry of the first, which tells of the move
   * @param rules of the other; where there is none yet, of the first
   */
  public static Case after(
      Case first, @Nullable Case other, String otherId, Entry entry, Actor by, ClockRules rules) {
    List<Evidence> taken = movedTo(first, otherId);
    if (other != null) {
      return entry.what().equals(What.MERGED)
          ? merged(first, other, taken, entry, by, rules)
          : other;
    }
    return switch (entry.what()) {
      case What.SPLIT -> Opening.splitFrom(first, taken, otherId, by, entry.at(), rules);
      case What.REVIEW_REQUESTED ->
          Opening.review(first, otherId, by, entry.note(), entry.at(), rules);
      default -> throw new IllegalStateException("no case " + otherId + " to take anything to");
    };
  }

  private static List<Evidence> movedTo(Case first, String otherId) {
    return first.evidence().stream()
        .filter(one -> first.movedTo(one.responseId()).filter(otherId::equals).isPresent())
        .toList();
  }

  /** It owes what the first owed; one that was over meanwhile goes on. */
  private static Case merged(
      Case first, Case other, List<Evidence> taken, Entry entry, Actor by, ClockRules rules) {
    boolean wasMerged = wasMerged(first, other);
    List<Evidence> missing =
        taken.stream()
            .filter(one -> !has(other, one.responseId(), first.caseId(), wasMerged))
            .toList();
    if (missing.isEmpty() && wasMerged) {
      return other;
    }
    CaseEdit edit = new CaseEdit(other, entry.at(), rules);
    edit.add(by, What.MERGED_HERE, null, Map.of("from", first.caseId()));
    edit.takeBackFrom(first.caseId());
    edit.takeBack(missing);
    String next = other.handling().mergedInto();
    if (next == null && other.isOver()) {
      edit.add(Actor.BAROMETER, What.REOPENED, null, Map.of("because", "merged"));
      edit.reopen(edit.reached());
    }
    edit.owe(first);
    missing.forEach(one -> edit.evidence(one, by));
    if (first.kind().equals(Case.COMPLAINT)) {
      edit.becomeComplaint("merged", edit.now());
    }
    if (next != null) {
      edit.move(missing.stream().map(Evidence::responseId).toList(), next);
      edit.add(by, What.MERGED, null, Map.of("into", next));
    }
    return edit.result(edit.now());
  }

  /**
   * What was taken out of it once, and comes back by whatever way, it has not; but what was taken
   * out of it after it came back stays where it is.
   */
  private static boolean has(
      Case other, String responseId, String firstId, boolean cameBackBefore) {
    Optional<String> movedTo = other.movedTo(responseId);
    return other.evidenceOf(responseId).isPresent()
        && (cameBackBefore ? movedTo.filter(firstId::equals).isEmpty() : movedTo.isEmpty());
  }

  private static boolean wasMerged(Case first, Case other) {
    return other.handling().history().stream()
        .anyMatch(
            one ->
                one.what().equals(What.MERGED_HERE)
                    && first.caseId().equals(one.details().get("from")));
  }

  /** What became a part of one that became a part of it, as a case that goes on. */
  public static Case revived(Case here, String otherId, Instant at, ClockRules rules) {
    if (!otherId.equals(here.handling().mergedInto())) {
      return here;
    }
    CaseEdit edit = new CaseEdit(here, at, rules);
    edit.mergedInto = null;
    edit.takeBackFrom(otherId);
    edit.add(Actor.BAROMETER, What.REOPENED, null, Map.of("because", "merged"));
    edit.reopen(edit.reached());
    edit.follow();
    return edit.result(edit.now());
  }

  /** The cases that have some of its evidence, too. */
  public static Set<String> withCopiesOf(Case first) {
    Set<String> ids = new LinkedHashSet<>();
    first.handling().moved().forEach(moved -> ids.add(moved.caseId()));
    if (first.handling().reviewedBy() != null) {
      ids.add(first.handling().reviewedBy());
    }
    return ids;
  }

  /** The other case with what was corrected or erased in the first; the same where it has it. */
  public static Case copied(Case first, Case other, Instant at, ClockRules rules) {
    Case after = other;
    for (Evidence one : first.evidence()) {
      Optional<Evidence> copy = after.evidenceOf(one.responseId());
      if (copy.isEmpty() || copy.get().isErased()) {
        continue;
      }
      if (one.isErased()) {
        after = after.withErased(one, at, at, rules);
      } else if (one.responseRevision() > copy.get().responseRevision()) {
        after = after.with(one, at, at, rules);
      }
    }
    return after;
  }
}
