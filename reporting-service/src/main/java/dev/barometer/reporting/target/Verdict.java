package dev.barometer.reporting.target;

import dev.barometer.metrics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is reached, as far as a score can tell: all of its interval is on one side of
 * it, or nobody knows.
 */
public enum Verdict {
  REACHED,
  MISSED,
  NOT_SURE;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Verdict::label).toList();
  }

  /**
   * @param interval null where the score has none: then it tells nothing for sure
   */
  static Verdict of(@Nullable Interval interval, double goal, boolean lowIsGood) {
    if (interval == null) {
      return NOT_SURE;
    }
    double worst = lowIsGood ? interval.high() : interval.low();
    double best = lowIsGood ? interval.low() : interval.high();
    if (isAsGoodAs(goal, worst, lowIsGood)) {
      return REACHED;
    }
    return isAsGoodAs(goal, best, lowIsGood) ? NOT_SURE : MISSED;
  }

  static boolean isAsGoodAs(double goal, double value, boolean lowIsGood) {
    return lowIsGood ? value <= goal : value >= goal;
  }
}
