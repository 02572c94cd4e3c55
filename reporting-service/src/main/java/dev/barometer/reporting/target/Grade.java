package dev.barometer.reporting.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a score is called by its bands. */
public enum Grade {
  EXCELLENT,
  GOOD,
  /** Not good. */
  BELOW;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Grade::label).toList();
  }
}
