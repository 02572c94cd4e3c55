package dev.barometer.survey.intake;

import dev.barometer.contract.Response;
import dev.barometer.contract.Violation;

/** One line of an import, read. */
sealed interface ImportLine {
  /** Its number in the file, from 1. */
  long number();

  /** It holds an answer that keeps every rule. */
  record Answered(long number, Response response) implements ImportLine {}

  /** Nothing on it was answered. */
  record Skipped(long number) implements ImportLine {}

  /** It cannot be taken. */
  record Bad(long number, Violation violation) implements ImportLine {}
}
