package dev.barometer.reporting.action;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become better; fixed when the action starts, or an effect could be looked for where
 * there happens to be one.
 *
 * @param scope whose score it is, as a score names it
 * @param metric its id
 * @param target in the unit of the metric
 * @param start the first day on which the action can have an effect
 * @param comparisonScope a scope without the action; null where there is none
 */
public record Goal(
    String scope, String metric, double target, LocalDate start, @Nullable String comparisonScope) {

  Scope whose() {
    return Scope.parse(scope);
  }

  Optional<Scope> compared() {
    return Optional.ofNullable(comparisonScope).map(Scope::parse);
  }

  Metric measured() {
    return Metrics.find(metric).orElseThrow();
  }

  Goal startingAt(LocalDate day) {
    return new Goal(scope, metric, target, day, comparisonScope);
  }

  /** Whether a score is as good as it is to become. */
  public boolean isReachedBy(double value) {
    return measured().lowIsGood() ? value <= target : value >= target;
  }
}
