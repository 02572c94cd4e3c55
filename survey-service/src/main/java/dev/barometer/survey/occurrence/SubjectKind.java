package dev.barometer.survey.occurrence;

import java.util.Locale;

/** What an occurrence is one of. */
public enum SubjectKind {
  TICKET,
  COMPLAINT,
  LIFECYCLE,
  /** Nobody tells of it: it comes with the person. */
  PERSON;

  /** As the API and the topic say it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
