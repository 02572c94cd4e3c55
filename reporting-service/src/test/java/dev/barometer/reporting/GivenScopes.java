package dev.barometer.reporting;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.tally.StoredScopes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Scopes that something is known of, without a database. */
public record GivenScopes(List<Scope> scopes) implements StoredScopes {
  public GivenScopes(Scope... scopes) {
    this(List.of(scopes));
  }

  @Override
  public List<Scope> holding(Dimension dimension, String text, Scope after, int most) {
    return scopes.stream()
        .filter(scope -> scope.values().keySet().equals(Set.of(dimension)))
        .filter(scope -> lower(scope.values().get(dimension)).contains(lower(text)))
        .filter(scope -> after == null || scope.toString().compareTo(after.toString()) > 0)
        .sorted(Comparator.comparing(Scope::toString))
        .limit(most)
        .toList();
  }

  @Override
  public Set<Scope> among(Collection<Scope> asked) {
    return scopes.stream().filter(asked::contains).collect(Collectors.toSet());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
