package dev.barometer.reporting.action;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far an action is. */
public enum Status {
  PLANNED,
  RUNNING,
  DONE,
  DROPPED;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something is still to be done. */
  public boolean isOpen() {
    return this == PLANNED || this == RUNNING;
  }

  static Optional<Status> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Status::label).toList();
  }
}
