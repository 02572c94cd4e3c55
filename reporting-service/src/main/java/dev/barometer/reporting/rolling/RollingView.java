package dev.barometer.reporting.rolling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.ScopeScores;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one scope over one window that slides with the clock.
 *
 * @param at start of the running hour the window ends with
 * @param scores one per metric that has any observation
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollingView(
    String scope,
    String window,
    Instant at,
    List<ScopeScores.Rolling> scores,
    @Nullable Instant asOf,
    @Nullable Boolean complete) {
  public RollingView {
    scores = List.copyOf(scores);
  }

  /** The same, and how old it is. */
  RollingView told(Instant countedUpTo, boolean isComplete) {
    return new RollingView(scope, window, at, scores, countedUpTo, isComplete);
  }
}
