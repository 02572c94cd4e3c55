package dev.barometer.reporting.dashboard;

import java.util.List;

/**
 * What a value of a metric is commonly called; never shown without who says so.
 *
 * @param from lowest value of the band, inclusive
 * @param to highest value of the band, inclusive; of two bands that touch the first listed counts
 * @param grade {@code poor}, {@code fair}, {@code good} or {@code excellent}
 * @param source who calls it that; {@code barometer} for what comes with the software
 */
record Band(String metric, double from, double to, String grade, String source) {

  static final List<Band> DEFAULTS =
      List.of(
          new Band("nps", 50, 100, "excellent", "barometer"),
          new Band("nps", 25, 50, "good", "barometer"),
          new Band("csat", 75, 85, "good", "barometer"),
          new Band("csat", 85, 100, "excellent", "barometer"));

  boolean holds(String ofMetric, double value) {
    return metric.equals(ofMetric) && from <= value && value <= to;
  }
}
