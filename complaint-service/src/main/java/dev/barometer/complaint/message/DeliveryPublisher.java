package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.PublishingRunner;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Writes into the history of a case what became of a mail to its customer: once, and whatever else
 * is done to the case meanwhile.
 */
@Component
class DeliveryPublisher {
  private final CaseRepository cases;
  private final ClockBook book;
  private final ObjectProvider<PublishingRunner> runner;
  private final Clock clock;

  DeliveryPublisher(
      CaseRepository cases, ClockBook book, ObjectProvider<PublishingRunner> runner, Clock clock) {
    this.cases = cases;
    this.book = book;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Notes it, unless it was noted.
   *
   * @param entry the number of the entry that the mail is about
   * @param more nothing that names anybody: it stays when people are erased
   */
  void note(String caseId, String what, int entry, Map<String, String> more) {
    Map<String, String> details = new HashMap<>(more);
    details.put("entry", Integer.toString(entry));
    while (true) {
      Case here = cases.find(caseId).orElse(null);
      if (here == null || ToCustomer.isNoted(here, what, details)) {
        return;
      }
      Case next = here.noted(what, details, clock.instant(), book.of(here.context().team()));
      if (cases.put(here, next).isPresent()) {
        runner.getObject().soon(caseId);
        return;
      }
    }
  }
}
