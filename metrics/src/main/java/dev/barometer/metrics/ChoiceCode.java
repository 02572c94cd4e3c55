package dev.barometer.metrics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The code of an answered point together with its class: {@code 4 * point + class}, class 0 where
 * the point belongs to none, 1 negative, 2 neutral, 3 positive. The class travels with the point
 * because class cuts belong to a survey version, so one scale may be cut in more than one way.
 */
public final class ChoiceCode {
  private ChoiceCode() {}

  public static int of(int point, @Nullable PointClass pointClass) {
    return Math.addExact(
        Math.multiplyExact(4, point), pointClass == null ? 0 : pointClass.ordinal() + 1);
  }

  public static int point(int code) {
    return Math.floorDiv(code, 4);
  }

  public static Optional<PointClass> pointClass(int code) {
    int index = Math.floorMod(code, 4);
    return index == 0 ? Optional.empty() : Optional.of(PointClass.values()[index - 1]);
  }
}
