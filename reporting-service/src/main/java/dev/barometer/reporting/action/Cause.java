package dev.barometer.reporting.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action came from.
 *
 * @param kind one of {@link #KINDS}
 * @param id of it; null of what somebody thought of himself
 */
public record Cause(String kind, @Nullable String id) {
  static final String MANUAL = "manual";
  public static final List<String> KINDS =
      List.of("complaint", "signal", "theme", "report", MANUAL);
}
