package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseChange;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.PublishingRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * What is to be noted.
   *
   * @param entry the number of the entry that the mail is about
   * @param more nothing that names anybody: it stays when people are erased
   */
  record Delivery(String caseId, String what, int entry, Map<String, String> more) {
    Map<String, String> details() {
      Map<String, String> details = new HashMap<>(more);
      details.put("entry", Integer.toString(entry));
      return details;
    }
  }

  /** Notes them, those that were not noted: few commands, however many cases. */
  void note(Collection<Delivery> all) {
    Map<String, Delivery> ofDifferent = new LinkedHashMap<>();
    all.forEach(one -> ofDifferent.putIfAbsent(one.caseId(), one));
    List<CaseChange> changes = new ArrayList<>();
    for (Case here : cases.find(ofDifferent.keySet())) {
      Delivery one = Objects.requireNonNull(ofDifferent.get(here.caseId()));
      if (!ToCustomer.isNoted(here, one.what(), one.details())) {
        Case next = cases.sealed(noted(here, one.what(), one.details()));
        changes.add(new CaseChange(here, next, List.of(CaseEvent.of(here, next))));
      }
    }
    boolean areWritten = cases.putAll(changes);
    changes.forEach(change -> runner.getObject().soon(change.after().caseId()));
    // What somebody else changed meanwhile, and what further there is of the same cases.
    all.stream()
        .filter(one -> !areWritten || ofDifferent.get(one.caseId()) != one)
        .forEach(one -> note(one.caseId(), one.what(), one.entry(), one.more()));
  }

  /**
   * Notes it, unless it was noted.
   *
   * @param entry the number of the entry that the mail is about
   * @param more nothing that names anybody: it stays when people are erased
   */
  void note(String caseId, String what, int entry, Map<String, String> more) {
    Map<String, String> details = new Delivery(caseId, what, entry, more).details();
    while (true) {
      Case here = cases.find(caseId).orElse(null);
      if (here == null || ToCustomer.isNoted(here, what, details)) {
        return;
      }
      Case next = noted(here, what, details);
      if (cases.put(here, next).isPresent()) {
        runner.getObject().soon(caseId);
        return;
      }
    }
  }

  private Case noted(Case here, String what, Map<String, String> details) {
    return here.noted(what, details, clock.instant(), book.of(here.context().team()));
  }
}
