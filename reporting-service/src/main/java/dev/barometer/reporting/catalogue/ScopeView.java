package dev.barometer.reporting.catalogue;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;

/**
 * A scope that something is known of.
 *
 * @param scope as it is asked for
 * @param value of its dimension, as it is shown
 */
record ScopeView(String scope, String value) {
  static ScopeView of(Scope scope, Dimension dimension) {
    return new ScopeView(scope.toString(), scope.values().getOrDefault(dimension, ""));
  }
}
