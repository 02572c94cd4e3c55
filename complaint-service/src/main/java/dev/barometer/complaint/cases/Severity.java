package dev.barometer.complaint.cases;

import java.util.Locale;

/** How bad an experience was, the mildest first. */
public enum Severity {
  NORMAL,
  SEVERE;

  static Severity worse(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
