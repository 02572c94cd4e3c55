package dev.barometer.reporting.rolling;

import dev.barometer.contract.ScopeScores;
import java.time.Instant;
import java.util.List;

/**
 * The scores of one scope over one window that slides with the clock.
 *
 * @param at start of the running hour the window ends with
 * @param scores one per metric that has any observation
 */
public record RollingView(
    String scope, String window, Instant at, List<ScopeScores.Rolling> scores) {
  public RollingView {
    scores = List.copyOf(scores);
  }
}
