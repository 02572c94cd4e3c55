package dev.barometer.reporting.rolling;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The pairs of dimensions that scoring-service scores together, as it last told them with the scope
 * all. Of other pairs nothing is kept, and "no data" would be a false answer.
 */
public final class KeptPairs {
  private final Supplier<Optional<List<String>>> told;

  /** Takes what was told last; empty before anything was scored. */
  public KeptPairs(Supplier<Optional<List<String>>> told) {
    this.told = told;
  }

  /** Whether these dimensions, one or a pair, are known to be scored together. */
  public boolean keeps(Set<Dimension> dimensions) {
    return dimensions.size() < 2
        || told.get().filter(pairs -> hasPair(pairs, dimensions)).isPresent();
  }

  /** All of them, as scoring names them ({@code service+team}); none before anything was scored. */
  public List<String> all() {
    return told.get().orElse(List.of());
  }

  /** Refuses a pair of which nothing is kept; the message names those that are. */
  public void require(String parameter, Set<Dimension> dimensions) {
    if (dimensions.size() < 2) {
      return;
    }
    told.get()
        .filter(pairs -> !hasPair(pairs, dimensions))
        .ifPresent(
            pairs -> {
              throw new InvalidRequestException(
                  parameter,
                  "must be all, one dimension, or a pair that is scored together ("
                      + String.join(", ", pairs)
                      + "), not "
                      + text(dimensions));
            });
  }

  private static boolean hasPair(List<String> pairs, Set<Dimension> dimensions) {
    return pairs.stream()
        .anyMatch(pair -> new HashSet<>(List.of(pair.split("[+]"))).equals(labels(dimensions)));
  }

  private static Set<String> labels(Set<Dimension> dimensions) {
    return dimensions.stream().map(Dimension::label).collect(Collectors.toSet());
  }

  private static String text(Set<Dimension> dimensions) {
    return EnumSet.copyOf(dimensions).stream()
        .map(Dimension::label)
        .collect(Collectors.joining("+"));
  }
}
