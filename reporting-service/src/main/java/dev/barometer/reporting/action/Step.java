package dev.barometer.reporting.action;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was done with an action, and what stood of it then; the history says all of it.
 *
 * @param by the id of who did it
 * @param who his name then
 * @param note why, or what changed
 */
public record Step(
    What what,
    Instant at,
    String by,
    String who,
    @Nullable String note,
    Status status,
    String title,
    Owner owner,
    LocalDate due,
    Goal goal) {

  /** What can be done. */
  public enum What {
    PLANNED,
    CHANGED,
    STARTED,
    FINISHED,
    DROPPED,
    REOPENED;

    /** The name as it travels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
