package dev.barometer.reporting.edition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far an edition is. */
public enum Status {
  COLLECTING,
  DRAFT,
  IN_REVIEW,
  APPROVED,
  PUBLISHED;

  public static List<String> labels() {
    return Arrays.stream(values()).map(Status::label).toList();
  }

  public static Optional<Status> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
