package dev.barometer.survey.visitor;

import java.time.Duration;

/** A link that leads nowhere, or that is used too often. Its message names no link. */
final class LinkRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  /**
   * @param pause how long to wait before it is tried again; zero where it leads nowhere
   */
  LinkRefusedException(Duration pause) {
    super(pause.isZero() ? "There is no such link" : "Too much came at once");
    this.pause = pause;
  }

  Duration pause() {
    return pause;
  }
}
