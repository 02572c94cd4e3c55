package dev.barometer.survey.visitor;

import java.time.Duration;
import java.util.Locale;

/**
 * A link that leads nowhere, that is used too often, or by which nothing is asked now. Its message
 * names no link.
 */
final class LinkRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as the page says it. */
  enum Why {
    UNKNOWN,
    WAIT,
    CLOSED;

    String state() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Why why;
  private final Duration pause;

  private LinkRefusedException(String message, Why why, Duration pause) {
    super(message);
    this.why = why;
    this.pause = pause;
  }

  static LinkRefusedException unknown() {
    return new LinkRefusedException("There is no such link", Why.UNKNOWN, Duration.ZERO);
  }

  /**
   * @param pause how long to wait before it is tried again
   */
  static LinkRefusedException tooMuch(Duration pause) {
    return new LinkRefusedException("Too much came at once", Why.WAIT, pause);
  }

  static LinkRefusedException closed() {
    return new LinkRefusedException("Nothing is asked by this link now", Why.CLOSED, Duration.ZERO);
  }

  Why why() {
    return why;
  }

  Duration pause() {
    return pause;
  }
}
