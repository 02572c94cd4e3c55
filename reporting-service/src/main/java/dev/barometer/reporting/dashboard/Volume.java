package dev.barometer.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many tickets came and went through each channel, the busiest first.
 *
 * @param summary the chart in one sentence; null where there is nothing to draw
 * @param none why there is nothing to draw
 */
record Volume(@Nullable String summary, String none, List<Row> rows) {
  record Row(String channel, long opened, long closed, String openedText, String closedText) {}
}
