package dev.barometer.survey.imports;

import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.file.ImportLine;
import dev.barometer.survey.gate.KnownIds;

/**
 * The lines that would change what another sender sent first, as far as the gate has decided on
 * that already; the rest it refuses itself.
 */
record ForeignLines(KnownIds responses, KnownIds tickets) {
  private static final String FOREIGN =
      "was sent by another sender first: only that one may change it";

  /** The line itself, or that it is refused; to be asked of a sender who may not change all. */
  ImportLine refuse(ImportLine line, byte[] mark) {
    if (line instanceof ImportLine.Answered answered
        && isForeign(responses, answered.response().responseId(), mark)) {
      return new ImportLine.Bad(line.number(), new Violation(answered.idField(), FOREIGN));
    }
    if (line instanceof ImportLine.Reported told
        && isForeign(tickets, told.event().ticket().ticketId(), mark)) {
      return new ImportLine.Bad(line.number(), new Violation("ticketId", FOREIGN));
    }
    return line;
  }

  private static boolean isForeign(KnownIds known, String id, byte[] mark) {
    return known.ownershipOf(id, false).isForeignTo(mark);
  }
}
