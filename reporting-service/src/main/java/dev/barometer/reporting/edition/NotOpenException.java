package dev.barometer.reporting.edition;

import java.io.Serial;

/** What cannot be done with an edition as it is now; the message says why, and what can be. */
public final class NotOpenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public NotOpenException(String message) {
    super(message);
  }
}
