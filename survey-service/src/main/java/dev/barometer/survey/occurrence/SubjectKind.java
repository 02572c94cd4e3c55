package dev.barometer.survey.occasion;

import java.util.Locale;

/** What an occasion is told of by. */
public enum Source {
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
