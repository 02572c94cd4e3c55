package dev.barometer.benchmarks.harness;

/** A contestant that cannot run on this machine, and why. */
public final class NotRunException extends Exception {
  private static final long serialVersionUID = 1;

  public NotRunException(String reason) {
    super(reason);
  }
}
