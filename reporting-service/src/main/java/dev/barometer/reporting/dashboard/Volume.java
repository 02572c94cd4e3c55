package dev.barometer.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many tickets came and went through each channel, the busiest first.
 *
 * @param summary the chart in one sentence; null where there is nothing to draw
 * @param none why there is nothing to draw
 * @param most what the longest bar stands for
 */
record Volume(@Nullable String summary, String none, long most, List<Row> rows) {
  /**
   * A channel.
   *
   * @param list where its tickets stand; null where nothing names them all
   */
  record Row(
      String channel,
      long opened,
      long closed,
      String openedText,
      String closedText,
      @Nullable String list) {}
}
