package dev.barometer.reporting.page;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.rule.Names;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.tally.StoredScopes;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scopes as people type them: by the name alone where one dimension has it. A field that completes
 * names, and an address, may say both.
 */
public final class ScopeNames {
  private static final int LONGEST = 500;
  private static final int OF_A_DIMENSION = 10;

  private final StoredScopes known;

  public ScopeNames(StoredScopes known) {
    this.known = known;
  }

  /** What somebody means; refused where no scope is called so, or several are. */
  public Scope read(String text) {
    if (isWritten(text)) {
      return Parameters.scope(text);
    }
    Set<Scope> meant = called(text);
    if (meant.isEmpty()) {
      throw new InvalidRequestException("scope", "is not one that there are figures of");
    }
    if (meant.size() > 1) {
      throw new InvalidRequestException(
          "scope",
          "must be one of "
              + meant.stream().map(Scope::toString).sorted().collect(Collectors.joining(" or ")));
    }
    return meant.iterator().next();
  }

  boolean isKnown(Scope scope) {
    return scope.equals(Scope.ALL) || !known.among(List.of(scope)).isEmpty();
  }

  /** What stands in the field for a scope that was chosen. */
  String text(Scope scope) {
    return scope.equals(Scope.ALL) ? "" : choices(List.of(scope)).get(0).text();
  }

  /** What may be meant by the beginning of a name, or any part of it: some of each dimension. */
  List<PageChoices.ScopeChoice> holding(String typed) {
    String text = typed.strip();
    return text.length() > LONGEST
        ? List.of()
        : choices(
            Arrays.stream(Dimension.values())
                .flatMap(one -> known.holding(one, text, null, OF_A_DIMENSION).stream())
                .toList());
  }

  private List<PageChoices.ScopeChoice> choices(List<Scope> scopes) {
    Set<Scope> namesakes =
        known.among(scopes.stream().flatMap(scope -> ofEachDimension(name(scope))).toList());
    return scopes.stream().map(scope -> choice(scope, namesakes)).toList();
  }

  private static PageChoices.ScopeChoice choice(Scope scope, Collection<Scope> namesakes) {
    String name = name(scope);
    boolean isPlain =
        scope.values().size() == 1
            && !isWritten(name)
            && namesakes.stream().filter(other -> name(other).equalsIgnoreCase(name)).count() <= 1;
    return new PageChoices.ScopeChoice(
        isPlain ? name : scope.toString(),
        scope.values().keySet().stream().map(Dimension::label).findFirst().orElse(""));
  }

  private static String name(Scope scope) {
    return scope.values().values().stream().findFirst().orElse("");
  }

  /** Whether it says of itself which dimension it is of. */
  private static boolean isWritten(String text) {
    try {
      Scope.asked(text);
      return true;
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private Set<Scope> called(String name) {
    Set<Scope> exactly = known.among(ofEachDimension(name).toList());
    if (!exactly.isEmpty()) {
      return exactly;
    }
    List<Scope> alike = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      alike.addAll(known.holding(dimension, name, null, OF_A_DIMENSION));
    }
    alike.removeIf(scope -> !name(scope).equalsIgnoreCase(name));
    return new HashSet<>(alike);
  }

  private static Stream<Scope> ofEachDimension(String name) {
    String normalised = Objects.requireNonNullElse(Names.normalised(name), "");
    return normalised.isBlank()
        ? Stream.empty()
        : Arrays.stream(Dimension.values()).map(one -> Scope.of(one, normalised));
  }
}
