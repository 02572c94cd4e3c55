package dev.barometer.reporting.target;

import dev.barometer.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be set as it is typed; shown again when something of it is wrong. Spans are typed in
 * hours.
 *
 * @param scale empty where there is none to choose
 */
record TargetForm(
    String scale,
    String target,
    String good,
    String excellent,
    boolean above,
    String baseline,
    String baselineSource,
    String source,
    String from) {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

  static TargetForm empty() {
    return new TargetForm("", "", "", "", false, "", "", "", "");
  }

  /** Of what was said last, to be said otherwise; from today on where no day is typed. */
  static TargetForm of(Target one) {
    Metric metric = one.yardstick().measured();
    Bands bands = one.bands();
    Baseline baseline = one.baseline();
    return new TargetForm(
        one.scale() == null ? "" : one.scale(),
        typed(metric, one.target()),
        typed(metric, bands == null ? null : Double.valueOf(bands.good())),
        typed(metric, bands == null ? null : bands.excellent()),
        bands != null && bands.above(),
        typed(metric, baseline == null ? null : Double.valueOf(baseline.value())),
        baseline == null ? "" : baseline.source(),
        one.source(),
        "");
  }

  /** As a browser sends it. */
  static TargetForm sent(Map<String, String> sent) {
    return new TargetForm(
        one(sent, "scale"),
        one(sent, "target"),
        one(sent, "good"),
        one(sent, "excellent"),
        sent.containsKey("above"),
        one(sent, "value"),
        one(sent, "valueSource"),
        one(sent, "source"),
        one(sent, "from"));
  }

  private static String one(Map<String, String> sent, String name) {
    return sent.getOrDefault(name, "").strip();
  }

  private static boolean isOfTime(Metric metric) {
    return metric.formula() == Metric.Formula.DURATION_MEAN;
  }

  private static String typed(Metric metric, @Nullable Double value) {
    if (value == null) {
      return "";
    }
    double shown = isOfTime(metric) ? value / SECONDS_PER_HOUR.doubleValue() : value;
    return BigDecimal.valueOf(shown).stripTrailingZeros().toPlainString();
  }

  /** As the API takes it; what is no number becomes one that there is not. */
  TargetRequest toRequest(Metric metric) {
    boolean hasBands = !good.isEmpty() || !excellent.isEmpty();
    boolean hasBaseline = !baseline.isEmpty() || !baselineSource.isEmpty();
    return new TargetRequest(
        scale.isEmpty() ? null : scale,
        number(metric, target),
        hasBands
            ? new TargetRequest.BandsRequest(number(metric, good), number(metric, excellent), above)
            : null,
        hasBaseline
            ? new TargetRequest.BaselineRequest(number(metric, baseline), baselineSource)
            : null,
        source,
        from.isEmpty() ? null : from);
  }

  private static @Nullable Double number(Metric metric, String typed) {
    return Optional.of(typed)
        .filter(text -> !text.isEmpty())
        .map(text -> read(metric, text))
        .orElse(null);
  }

  /** To the microsecond: a span that was shown in hours is typed in again as it was. */
  private static BigDecimal inSeconds(BigDecimal hours) {
    return hours.multiply(SECONDS_PER_HOUR).setScale(6, RoundingMode.HALF_UP);
  }

  private static Double read(Metric metric, String typed) {
    try {
      BigDecimal number = new BigDecimal(typed.replace(',', '.').replace('−', '-'));
      double value = (isOfTime(metric) ? inSeconds(number) : number).doubleValue();
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }
}
