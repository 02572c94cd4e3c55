package dev.barometer.complaint.clock;

import org.jspecify.annotations.Nullable;

/** What the clocks of each team's cases go by. */
@FunctionalInterface
public interface ClockBook {
  /**
   * What goes for a team.
   *
   * @param team null where the case has none: what goes for the organisation
   */
  ClockRules of(@Nullable String team);
}
