package dev.barometer.reporting.tally;

import dev.barometer.contract.score.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The scopes of some dimensions in the order of their texts, and to be looked up. */
record KeptScopes(List<Scope> scopes, Set<Scope> known) implements Kept {
  /** A scope with its map and its text, twice referred to. */
  private static final int PER_SCOPE = 320;

  static KeptScopes of(List<Scope> scopes) {
    List<Scope> ordered = scopes.stream().sorted(Comparator.comparing(Scope::toString)).toList();
    return new KeptScopes(ordered, Set.copyOf(ordered));
  }

  @Override
  public int weight() {
    return PER_SCOPE * (1 + scopes.size());
  }
}
