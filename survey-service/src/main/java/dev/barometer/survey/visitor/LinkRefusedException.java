package dev.barometer.survey.visitor;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * A link that leads nowhere, that is used too often, or by which nothing is asked now. Its message
 * names no link.
 */
final class LinkRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String state;
  private final HttpStatus status;
  private final Duration pause;

  private LinkRefusedException(String message, String state, HttpStatus status, Duration pause) {
    super(message);
    this.state = state;
    this.status = status;
    this.pause = pause;
  }

  static LinkRefusedException unknown() {
    return new LinkRefusedException(
        "There is no such link", "unknown", HttpStatus.NOT_FOUND, Duration.ZERO);
  }

  /**
   * @param pause how long to wait before it is tried again
   */
  static LinkRefusedException tooMuch(Duration pause) {
    return new LinkRefusedException(
        "Too much came at once", "wait", HttpStatus.TOO_MANY_REQUESTS, pause);
  }

  static LinkRefusedException closed() {
    return new LinkRefusedException(
        "Nothing is asked by this link now", "closed", HttpStatus.GONE, Duration.ZERO);
  }

  /** What the page says of it. */
  String state() {
    return state;
  }

  HttpStatus status() {
    return status;
  }

  Duration pause() {
    return pause;
  }
}
