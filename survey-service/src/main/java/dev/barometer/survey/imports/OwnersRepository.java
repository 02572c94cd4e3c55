package dev.barometer.survey.imports;

import dev.barometer.contract.Violation;
import dev.barometer.starter.signature.Sender;
import dev.barometer.survey.gate.KnownIds;

/**
 * Refuses lines that would change what another sender sent first, as far as the gate has known
 * that already; the rest it refuses itself.
 */
record OwnersRepository(KnownIds responses, KnownIds tickets) {
  private static final String FOREIGN =
      "was sent by another sender first: only that one may change it";

  ImportLine refuseForeign(ImportLine line, Sender sender) {
    if (sender.mayChangeAll()) {
      return line;
    }
    if (line instanceof ImportLine.Answered answered
        && isForeign(responses, answered.response().responseId(), sender)) {
      return new ImportLine.Bad(line.number(), new Violation(answered.idField(), FOREIGN));
    }
    if (line instanceof ImportLine.Told told
        && isForeign(tickets, told.event().ticket().ticketId(), sender)) {
      return new ImportLine.Bad(line.number(), new Violation("ticketId", FOREIGN));
    }
    return line;
  }

  private static boolean isForeign(KnownIds known, String id, Sender sender) {
    return known.ownershipOf(id, false).isForeignTo(sender.mark());
  }
}
