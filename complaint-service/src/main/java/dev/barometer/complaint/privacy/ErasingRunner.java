package dev.barometer.complaint.privacy;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Moved;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.person.PersonCaseRepository;
import dev.barometer.complaint.person.PersonCaseRunner;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes those who were erased out of their cases, and what they said out of the cases that it was
 * taken to. It is looked once more until nothing is found, for what was under way meanwhile; only
 * then it is forgotten which cases were theirs. Done twice, it finds nothing more to do.
 */
@Component
class ErasingRunner implements DueHandler {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final CaseRepository cases;
  private final PersonCaseRepository people;
  private final PersonMarks marks;
  private final ClockBook book;
  private final ObjectProvider<PublishingRunner> runner;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;

  ErasingRunner(
      CaseRepository cases,
      PersonCaseRepository people,
      PersonMarks marks,
      ClockBook book,
      ObjectProvider<PublishingRunner> runner,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    this.cases = cases;
    this.people = people;
    this.marks = marks;
    this.book = book;
    this.runner = runner;
    this.timetable = timetable;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return PersonCaseRunner.ERASE;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      erase(one.key());
    }
    return Map.of();
  }

  private void erase(String mark) {
    List<String> his = people.ofMarks(Set.of(mark));
    boolean found = false;
    for (String caseId : his) {
      found |= takeOutOf(caseId, mark);
    }
    if (found) {
      Instant next = clock.instant().plus(LOOK_AGAIN);
      timetable.getObject().schedule(new Due(kind(), mark, next));
    } else {
      people.forget(mark, his);
    }
  }

  /** Whether there was anything of him. */
  private boolean takeOutOf(String caseId, String mark) {
    boolean found =
        change(caseId, here -> isOf(here, mark) ? here.withoutPerson(now(), rules(here)) : here);
    Optional<Case> after = cases.find(caseId);
    return after.isPresent() && takeOutOfOthers(after.get()) || found;
  }

  private ClockRules rules(Case here) {
    return book.of(here.context().team());
  }

  /** One that is nobody's any more was his: it stands under his mark. */
  private boolean isOf(Case here, String mark) {
    String personId = here.personId();
    return personId == null || marks.allOf(personId).contains(mark);
  }

  /** What was said here, and went there. */
  private boolean takeOutOfOthers(Case from) {
    Set<String> his =
        from.evidence().stream().map(Evidence::responseId).collect(Collectors.toSet());
    return takeOutOfOthers(from, his);
  }

  private boolean takeOutOfOthers(Case from, Set<String> his) {
    boolean found = false;
    for (Moved moved : from.handling().moved()) {
      if (his.contains(moved.responseId())) {
        List<String> one = List.of(moved.responseId());
        found |= change(moved.caseId(), here -> here.withoutSaid(one, now(), rules(here)));
        Optional<Case> further = cases.find(moved.caseId());
        found |= further.isPresent() && takeOutOfOthers(further.get(), Set.copyOf(one));
      }
    }
    return found;
  }

  private boolean change(String caseId, UnaryOperator<Case> edit) {
    while (true) {
      Optional<Case> here = cases.find(caseId);
      if (here.isEmpty()) {
        return false;
      }
      Case next = edit.apply(here.get());
      if (next.equals(here.get())) {
        return false;
      }
      if (cases.put(here.get(), next).isPresent()) {
        runner.getObject().soon(caseId);
        return true;
      }
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
