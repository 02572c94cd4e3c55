package dev.barometer.starter;

/** A setting or a state of things that the service must not start with; says what to do. */
public final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  public StartRefusedException(String description, String action) {
    super(description);
    this.action = action;
  }

  public String action() {
    return action;
  }
}
