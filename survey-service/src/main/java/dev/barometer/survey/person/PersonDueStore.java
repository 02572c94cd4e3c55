package dev.barometer.survey.person;

import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.timetable.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What is due of people. Its key is a person's mark and not his id: keys stay on the timetable's
 * pages until their minute, also of what was cancelled; the id is gone with the entry.
 */
@Component
public class PersonDueStore {
  private final PersonMarks marks;

  public PersonDueStore(PersonMarks marks) {
    this.marks = marks;
  }

  public Due at(String kind, String personId, Instant at) {
    return new Due(kind, keyOf(personId), at, personId);
  }

  public String keyOf(String personId) {
    return marks.of(personId);
  }

  /** All under which something of him may be due: keys are replaced, and once it was his id. */
  public List<String> keysOf(String personId) {
    List<String> keys = new ArrayList<>(marks.allOf(personId));
    keys.add(personId);
    return keys;
  }

  /** Whom it is about; entries of before have his id as their key. */
  public static String personOf(Due due) {
    return due.data().isEmpty() ? due.key() : due.data();
  }
}
