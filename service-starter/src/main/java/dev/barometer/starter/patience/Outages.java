package dev.barometer.starter.patience;

/** Tells whoever was asked something, and cannot do it now, what may be asked again later. */
public final class Outages {
  private Outages() {}

  /** Whether it, or what caused it, passes when the store or the broker is back. */
  public static boolean isOutage(Throwable failure) {
    return FailureKind.of(failure) != FailureKind.UNKNOWN;
  }
}
