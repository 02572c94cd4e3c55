package dev.barometer.complaint.handling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What moves are asked for with. */
final class MoveRequest {
  private MoveRequest() {}

  /** A message to the customer, which may be left out. */
  record Acknowledge(@Nullable String message) {}

  /**
   * How bad it is.
   *
   * @param kind left out: as it is
   */
  record Assess(@Nullable String severity, @Nullable String kind, @Nullable String note) {}

  record Assign(@Nullable String to) {}

  /** A move that says nothing more. */
  record Nothing() {}

  record Note(@Nullable String text) {}

  record Message(@Nullable String message) {}

  /**
   * For whom.
   *
   * @param whom {@code customer}
   */
  record Wait(@JsonProperty("for") @Nullable String whom, @Nullable String note) {}

  record Respond(@Nullable String message, @Nullable Boolean formal) {}

  record Because(@Nullable String reason) {}

  record Merge(@Nullable String into) {}

  record Split(@Nullable List<String> evidence, @Nullable String reason) {}

  record Close(
      @Nullable Boolean accepted,
      @Nullable String recourse,
      @Nullable String rootCause,
      @Nullable String remedy,
      @Nullable Action correctiveAction,
      @Nullable String noActionBecause) {}

  /**
   * What keeps it from happening again.
   *
   * @param due a date
   */
  record Action(@Nullable String title, @Nullable String owner, @Nullable String due) {}
}
