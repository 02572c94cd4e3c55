package dev.barometer.reporting.operating;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a series is counted in; it never changes, or its mean would mean nothing. */
public enum MeasureUnit {
  PERCENT,
  COUNT,
  REQUESTS,
  MILLISECONDS,
  SECONDS,
  MINUTES,
  HOURS,
  DAYS,
  MEGABYTES,
  GIGABYTES,
  TERABYTES;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MeasureUnit> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(MeasureUnit::label).toList();
  }
}
