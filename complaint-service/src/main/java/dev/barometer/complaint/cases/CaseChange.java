package dev.barometer.complaint.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written of one case: one change, or several that came one after the other.
 *
 * @param before as it lies in the database; null where the case is new
 * @param after sealed
 * @param events what there is to tell of it, the oldest first
 */
public record CaseChange(@Nullable Case before, Case after, List<CaseEvent> events) {
  public CaseChange {
    events = List.copyOf(events);
  }
}
