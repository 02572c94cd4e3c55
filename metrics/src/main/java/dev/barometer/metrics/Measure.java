package dev.barometer.metrics;

/**
 * What one tally counts: a metric on one of its scales ({@code nps/0-10}), or a metric that has no
 * scale ({@code art}). Points of different scales never share a tally.
 */
public record Measure(String metric, String scale) implements Comparable<Measure> {

  public static Measure of(String metric) {
    return new Measure(metric, "");
  }

  /** Reads the text that {@link #toString} writes. */
  public static Measure parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? of(text) : new Measure(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(Measure other) {
    int byMetric = metric.compareTo(other.metric);
    return byMetric != 0 ? byMetric : scale.compareTo(other.scale);
  }

  @Override
  public String toString() {
    return scale.isEmpty() ? metric : metric + "/" + scale;
  }
}
