package dev.barometer.starter;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log: of what kind, and where, with its causes. The messages are
 * left out: drivers and parsers quote in them what a person said, or who it was.
 */
public final class LoggedFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 10;

  private LoggedFailure(Throwable failure, @Nullable Throwable cause) {
    super(failure.getClass().getName(), cause, false, true);
    setStackTrace(failure.getStackTrace());
  }

  public static LoggedFailure of(Throwable failure) {
    return of(failure, MOST_CAUSES);
  }

  private static LoggedFailure of(Throwable failure, int causes) {
    @Nullable Throwable cause = failure.getCause();
    return new LoggedFailure(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
