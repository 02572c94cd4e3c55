package dev.barometer.quickstart;

/** Why the suite cannot start, in words for the person who started it. */
public final class QuickstartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QuickstartException(String message) {
    super(message);
  }
}
