package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.MoveRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled in to move a case: the fields of all moves, of which each form sends its
 * own.
 *
 * @param revision the one that the form was drawn for
 * @param seen how many entries the history had then
 */
public record MoveForm(
    @Nullable Long revision,
    @Nullable Integer seen,
    @Nullable String message,
    @Nullable String note,
    @Nullable String text,
    @Nullable String reason,
    @Nullable String severity,
    @Nullable String kind,
    @Nullable String to,
    @Nullable String formal,
    @Nullable String accepted,
    @Nullable String recourse,
    @Nullable String rootCause,
    @Nullable String remedy,
    @Nullable String actionTitle,
    @Nullable String actionOwner,
    @Nullable String actionDue,
    @Nullable String noActionBecause,
    @Nullable String into,
    @Nullable List<String> evidence) {

  public MoveForm {
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
  }

  /** As it is drawn first. */
  static MoveForm of(Case here) {
    return new MoveForm(
        here.revision(),
        here.handling().history().size(),
        null,
        null,
        null,
        null,
        here.severity().label(),
        here.kind(),
        null,
        here.kind().equals(Case.COMPLAINT) ? "true" : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  /** How far the history was read that stood beside the form; nothing where nobody says. */
  int read() {
    return seen == null ? -1 : seen;
  }

  boolean isFormal() {
    return "true".equals(formal);
  }

  /**
   * @param ids knows people by their names
   */
  MoveRequest.Close close(UnaryOperator<String> ids) {
    boolean noAction = blankToNull(actionTitle) == null && blankToNull(actionOwner) == null;
    return new MoveRequest.Close(
        accepted == null ? null : Boolean.valueOf(accepted),
        blankToNull(recourse),
        rootCause,
        remedy,
        noAction
            ? null
            : new MoveRequest.Action(
                actionTitle, actionOwner == null ? null : ids.apply(actionOwner), actionDue),
        blankToNull(noActionBecause));
  }

  /** What was written, for whoever may still want it where the move is not open any more. */
  public List<String> written() {
    return Stream.of(
            message, note, text, reason, recourse, remedy, rootCause, actionTitle, noActionBecause)
        .filter(one -> one != null && !one.isBlank())
        .toList();
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
