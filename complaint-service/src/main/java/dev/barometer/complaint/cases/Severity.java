package dev.barometer.complaint.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How bad an experience was, the mildest first. */
public enum Severity {
  NORMAL,
  SEVERE;

  static Severity worse(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The one that is meant by a text, if one is. */
  public static Optional<Severity> of(@Nullable String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  /** The names of all, the mildest first. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Severity::label).toList();
  }

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
