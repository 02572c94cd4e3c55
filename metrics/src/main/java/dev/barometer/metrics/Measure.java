package dev.barometer.metrics;

/**
 * What one tally counts: a metric on one of its scales ({@code nps/0-10}), or a metric that has no
 * scale ({@code art}). Points of different scales never share a tally. Both names are printable
 * ASCII without blanks; the scale may be empty, the metric may not and has no slash.
 */
public record Measure(String metric, String scale) implements Comparable<Measure> {

  public Measure {
    if (metric.isEmpty() || metric.indexOf('/') >= 0 || !isName(metric) || !isName(scale)) {
      throw new IllegalArgumentException(
          "no measure: metric '" + metric + "' scale '" + scale + "'");
    }
  }

  public static Measure of(String metric) {
    return of(metric, "");
  }

  /** The same object each time where metric and scale are known ones. */
  public static Measure of(String metric, String scale) {
    Measure known = KnownMeasures.find(metric, scale);
    return known == null ? new Measure(metric, scale) : known;
  }

  /** Reads the text that {@link #toString} writes. */
  public static Measure parse(String text) {
    Measure known = KnownMeasures.find(text);
    if (known != null) {
      return known;
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return of(text);
    }
    if (slash == text.length() - 1) {
      throw new IllegalArgumentException("no scale after the slash: " + text);
    }
    return new Measure(text.substring(0, slash), text.substring(slash + 1));
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Measure other) {
    if (other == this) {
      return 0;
    }
    int byMetric = metric.compareTo(other.metric);
    return byMetric != 0 ? byMetric : scale.compareTo(other.scale);
  }

  @Override
  public String toString() {
    return scale.isEmpty() ? metric : metric + "/" + scale;
  }
}
