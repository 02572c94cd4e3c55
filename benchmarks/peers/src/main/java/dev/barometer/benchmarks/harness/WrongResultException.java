package dev.barometer.benchmarks.harness;

/** A result that differs from the independent computation, and how. */
public final class WrongResultException extends Exception {
  private static final long serialVersionUID = 1;

  public WrongResultException(String difference) {
    super(difference);
  }

  /** Throws unless both are equal. */
  public static void check(String what, Object expected, Object actual)
      throws WrongResultException {
    if (!expected.equals(actual)) {
      throw new WrongResultException(what + " is " + actual + ", not " + expected);
    }
  }
}
