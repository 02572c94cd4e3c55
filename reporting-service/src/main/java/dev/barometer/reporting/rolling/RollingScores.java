package dev.barometer.reporting.rolling;

import dev.barometer.contract.Scope;
import dev.barometer.contract.ScopeScores;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The scores that slide with the clock, for pages that must answer at once. */
public final class RollingScores {
  /** The windows there are, shortest first. */
  public static final List<String> WINDOWS = List.of("24h", "7d", "30d", "90d");

  private final Function<Scope, Optional<ScopeScores>> newest;

  /** Takes where the newest record of a scope is found. */
  public RollingScores(Function<Scope, Optional<ScopeScores>> newest) {
    this.newest = newest;
  }

  /** Empty where nothing was ever said of the scope. */
  public Optional<RollingView> of(Scope scope, String window) {
    return newest
        .apply(scope)
        .map(
            scores ->
                new RollingView(
                    scores.scope(),
                    window,
                    scores.at(),
                    scores.windows().getOrDefault(window, List.of()),
                    null,
                    null));
  }
}
