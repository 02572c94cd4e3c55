package dev.barometer.reporting.cases;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for; null leaves open.
 *
 * @param period in which they were opened
 */
record CaseFilter(@Nullable String status, Scope scope, Period period) {
  private static final Set<Dimension> TOLD = Set.of(Dimension.SERVICE, Dimension.TEAM);

  /** Whether cases say so much of where they are from. */
  static boolean knows(Scope scope) {
    return TOLD.containsAll(scope.values().keySet());
  }
}
