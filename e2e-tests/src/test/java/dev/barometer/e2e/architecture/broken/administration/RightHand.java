package dev.barometer.e2e.architecture.broken.administration;

/** What a wing has for itself. */
public final class RightHand {
  private RightHand() {}

  public static int give() {
    return 1;
  }
}
