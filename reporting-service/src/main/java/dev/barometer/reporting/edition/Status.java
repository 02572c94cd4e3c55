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

  /** What can be done with it. */
  List<String> open() {
    return switch (this) {
      case COLLECTING -> List.of("to wait for what is collected");
      case DRAFT -> List.of("write", "submit");
      case IN_REVIEW -> List.of("return", "approve");
      case APPROVED -> List.of("publish");
      case PUBLISHED -> List.of("a new edition");
    };
  }

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
