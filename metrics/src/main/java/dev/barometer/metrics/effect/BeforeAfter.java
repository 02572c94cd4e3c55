package dev.barometer.metrics.effect;

/**
 * The two windows of one scope. The days between them, in which a measure is being put in place,
 * belong to neither.
 */
public record BeforeAfter(Window before, Window after) {

  public BeforeAfter {
    if (after.from().isBefore(before.to())) {
      throw new IllegalArgumentException(
          "a window that starts " + after.from() + " is not after one that ends " + before.to());
    }
  }
}
