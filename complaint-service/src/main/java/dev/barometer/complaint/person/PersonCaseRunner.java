package dev.barometer.complaint.person;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Notes whose a new case is. One of somebody who was erased meanwhile is due to be erased at once:
 * who erases looks here, so either he finds the case or he is known here as erased.
 */
@Component
public class PersonCaseRunner implements CaseFollower {
  /** What is due of somebody who was erased; under his mark. */
  public static final String ERASE = "person.erase";

  private final PersonCaseRepository people;
  private final ErasedPeople erased;
  private final PersonMarks marks;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;

  public PersonCaseRunner(
      PersonCaseRepository people,
      ErasedPeople erased,
      PersonMarks marks,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    this.people = people;
    this.erased = erased;
    this.marks = marks;
    this.timetable = timetable;
    this.clock = clock;
  }

  @Override
  public void follow(List<Followed> changes) {
    note(changes.stream().filter(change -> isNew(change.oldest())).map(Followed::current).toList());
  }

  /** One that an older version wrote does not say. */
  private static boolean isNew(CaseEvent event) {
    return event.first() == null || event.first() == 1;
  }

  /** Notes whose they are. */
  void note(Collection<Case> found) {
    List<Case> somebodys = found.stream().filter(one -> one.personId() != null).toList();
    people.note(somebodys);
    Instant now = clock.instant();
    timetable
        .getObject()
        .schedule(
            somebodys.stream()
                .map(one -> String.valueOf(one.personId()))
                .filter(erased::includes)
                .map(personId -> new Due(ERASE, marks.of(personId), now))
                .toList());
  }
}
