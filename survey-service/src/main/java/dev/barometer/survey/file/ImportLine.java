package dev.barometer.survey.file;

import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.ticket.TicketEvent;
import org.jspecify.annotations.Nullable;

/** One line of an import, read. */
public sealed interface ImportLine {
  /** Its number in the file, from 1. */
  long number();

  /**
   * It holds an answer that keeps every rule.
   *
   * @param timed whether it says when it was given
   * @param idField the field or column that makes its id
   */
  record Answered(long number, Response response, boolean timed, String idField)
      implements ImportLine {}

  /** It holds a ticket that keeps every rule. */
  record Reported(long number, TicketEvent event) implements ImportLine {}

  /** Nothing on it was answered. */
  record Skipped(long number) implements ImportLine {}

  /**
   * It cannot be taken.
   *
   * @param violation says nothing of what stands in the cell
   * @param cell what stands there, where that matters: perhaps a person, or what one wrote
   */
  record Bad(long number, Violation violation, @Nullable String cell) implements ImportLine {
    public Bad(long number, Violation violation) {
      this(number, violation, null);
    }
  }
}
