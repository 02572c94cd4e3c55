package dev.barometer.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The NPS from slot to slot: the rows of a table, and the chart that is drawn of them.
 *
 * @param summary the chart in one sentence; null where there is nothing to draw
 * @param none why there is nothing to draw
 * @param chart null where there is nothing to draw
 * @param goal what its dashed line stands for; null where there is none
 */
record NpsTrend(
    @Nullable String summary,
    String none,
    @Nullable LineChart chart,
    @Nullable String goal,
    List<Row> rows) {

  /**
   * One slot.
   *
   * @param value null where there is no number; the chart has a gap there
   * @param text all of the row in one sentence
   */
  record Row(
      String time,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      String valueText,
      String intervalText,
      String answers,
      String text) {}
}
