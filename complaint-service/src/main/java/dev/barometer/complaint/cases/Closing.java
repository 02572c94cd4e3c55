package dev.barometer.complaint.cases;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a case ended.
 *
 * @param accepted whether the customer accepts the answer; else recourse was offered
 * @param correctiveAction what keeps it from happening again; else why there is none
 */
public record Closing(
    boolean accepted,
    @Nullable String recourse,
    String rootCause,
    String remedy,
    @Nullable CorrectiveAction correctiveAction,
    @Nullable String noActionBecause) {

  /** Without what was written of the person; what was learned stays. */
  Closing erased() {
    return new Closing(
        accepted,
        recourse == null ? null : "",
        rootCause,
        "",
        correctiveAction,
        noActionBecause == null ? null : "");
  }

  /** Who does what until when. */
  public record CorrectiveAction(String title, String owner, LocalDate due) {}
}
