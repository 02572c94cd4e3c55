package dev.barometer.reporting.target;

import org.jspecify.annotations.Nullable;

/**
 * From where on a score is called good and excellent, in the unit of its metric.
 *
 * @param good the bound itself is good
 * @param excellent null where nothing is called so
 * @param above whether only what is better than {@code excellent} is, and not the bound itself
 */
public record Bands(double good, @Nullable Double excellent, boolean above) {

  Grade gradeOf(double value, boolean lowIsGood) {
    if (excellent != null
        && Verdict.isAsGoodAs(excellent, value, lowIsGood)
        && !(above && value == excellent)) {
      return Grade.EXCELLENT;
    }
    return Verdict.isAsGoodAs(good, value, lowIsGood) ? Grade.GOOD : Grade.BELOW;
  }
}
