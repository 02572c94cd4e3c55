package dev.barometer.reporting.action;

/** An action is not where it would have to be for this; answered as a conflict. */
final class MoveRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  MoveRefusedException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
