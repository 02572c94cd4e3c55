package dev.barometer.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many tickets came and went through each channel, the busiest first. */
record Volume(@Nullable String summary, List<Row> rows) {
  record Row(String channel, long opened, long closed, String openedText, String closedText) {}
}
