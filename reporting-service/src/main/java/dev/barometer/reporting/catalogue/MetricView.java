package dev.barometer.reporting.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric, for whoever shows it; what it does not have is absent.
 *
 * @param name in the reader's language
 * @param unit of its value: {@code points}, {@code percent}, {@code scale}, {@code seconds} or
 *     {@code count}
 * @param lowest that a value can be; of a mean that depends on its scale, see {@code scales}
 * @param higherIsBetter absent where neither is: of a count, and where its scales disagree
 * @param opinion whether it is what people said: it gives no number under {@code minimumN}
 * @param minimumN of opinions
 * @param interval how the interval is computed; a count has none
 * @param scales that it is answered on
 * @param variants that it may be asked in
 * @param dimensions that it can be narrowed to and broken down by
 * @param windows that scoring-service keeps it rolling in; any other period can be asked for here
 * @param formula in the reader's language
 * @param source of the measure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MetricView(
    String metric,
    String name,
    String unit,
    @Nullable Integer lowest,
    @Nullable Integer highest,
    @Nullable Boolean higherIsBetter,
    boolean opinion,
    @Nullable Integer minimumN,
    @Nullable String interval,
    List<ScaleView> scales,
    List<String> variants,
    List<String> dimensions,
    List<String> windows,
    String formula,
    @Nullable String source) {

  /** A scale that a metric is answered on. */
  record ScaleView(String scale, int lowest, int highest, boolean higherIsBetter) {}
}
