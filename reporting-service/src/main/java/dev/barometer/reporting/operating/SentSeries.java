package dev.barometer.reporting.operating;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent of one series, found to be right in itself.
 *
 * @param field where it stands in what was sent
 * @param scope null where it says none
 */
record SentSeries(
    String field,
    String system,
    String measure,
    MeasureUnit unit,
    @Nullable String scope,
    SortedMap<Instant, Sent> points) {

  SentSeries {
    points = new TreeMap<>(points);
  }

  /**
   * @param value null where the point is to be taken away
   */
  record Sent(@Nullable Double value, String source) {}

  String id() {
    return Series.id(system, measure);
  }
}
