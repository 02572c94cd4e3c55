package dev.barometer.complaint.handling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What moves are asked for with. */
public final class MoveRequest {
  private MoveRequest() {}

  /** A message to the customer, which may be left out. */
  public record Acknowledge(@Nullable String message) {}

  /**
   * How bad it is.
   *
   * @param kind left out: as it is
   */
  public record Assess(@Nullable String severity, @Nullable String kind, @Nullable String note) {}

  public record Assign(@Nullable String to) {}

  /** A move that says nothing more. */
  public record Nothing() {}

  public record Note(@Nullable String text) {}

  public record Message(@Nullable String message) {}

  /**
   * For whom.
   *
   * @param whom {@code customer}
   */
  public record Wait(@JsonProperty("for") @Nullable String whom, @Nullable String note) {}

  public record Respond(@Nullable String message, @Nullable Boolean formal) {}

  public record Because(@Nullable String reason) {}

  public record Merge(@Nullable String into) {}

  public record Split(@Nullable List<String> evidence, @Nullable String reason) {}

  public record Close(
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
  public record Action(@Nullable String title, @Nullable String owner, @Nullable String due) {}
}
