package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Move;
import dev.barometer.contract.rule.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A move that was not made, for the page that comes again.
 *
 * @param move what was wanted; null where nothing was
 * @param form what was filled in; null where nothing was
 * @param why {@code broken}, {@code meanwhile}, {@code not-open}, {@code another}, or {@code none}
 * @param broken the rules that what was filled in breaks, by field
 */
record Attempt(
    @Nullable String move, @Nullable MoveForm form, String why, Map<String, List<String>> broken) {
  static final Attempt NONE = new Attempt(null, null, "none", Map.of());

  /** The fields of a corrective action, as the rules name them and as the form does. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "correctiveAction.title", "actionTitle",
          "correctiveAction.owner", "actionOwner",
          "correctiveAction.due", "actionDue");

  static Attempt broken(Move move, MoveForm form, List<Violation> violations) {
    Map<String, List<String>> byField =
        Violation.byField(violations, field -> FIELDS.getOrDefault(field, field));
    return new Attempt(move.label(), form, "broken", byField);
  }

  static Attempt refused(Move move, MoveForm form, String why) {
    return new Attempt(move.label(), form, why, Map.of());
  }

  public boolean is(String reason) {
    return why.equals(reason);
  }

  /** Whether it is this move that was wanted. */
  public boolean of(String label) {
    return label.equals(move);
  }

  public boolean breaks(String label, String field) {
    return of(label) && broken.containsKey(field);
  }

  public List<String> rules(String field) {
    return broken.getOrDefault(field, List.of());
  }
}
