package dev.barometer.scoring.observation;

import dev.barometer.contract.Scope;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What many facts changed, summed by scope and slice of time: tallies are a group, so sums of
 * differences travel as well as the differences would, and a busy scope costs one record for all.
 */
final class Differences {
  private static final String ALL = Scope.ALL.toString();

  /** A record holds so many slices at most, so that a history of years stays below the limit. */
  private static final int SLICES_PER_RECORD = 256;

  private final ZoneId zone;
  private final Map<String, Map<Slice, Tallies>> byScope = new LinkedHashMap<>();
  private int slices;

  Differences(ZoneId zone) {
    this.zone = zone;
  }

  /** Adds what changes when a source says {@code now} after it said {@code before}. */
  void add(@Nullable Statement before, Statement now) {
    if (before != null) {
      if (before.saysTheSameAs(now)) {
        return;
      }
      count(before, -1);
    }
    count(now, 1);
  }

  private void count(Statement statement, int sign) {
    if (statement.observations().isEmpty()) {
      return;
    }
    Map<Slice, Tallies> said = new LinkedHashMap<>();
    for (Observation observation : statement.observations()) {
      Tallies tallies =
          said.computeIfAbsent(Slice.of(observation.time(), zone), none -> new Tallies());
      tallies.add(observation);
    }
    for (Scope scope : statement.scopes()) {
      Map<Slice, Tallies> sums =
          byScope.computeIfAbsent(scope.toString(), none -> new LinkedHashMap<>());
      said.forEach((slice, tallies) -> sum(sums, slice, tallies, sign));
    }
  }

  private void sum(Map<Slice, Tallies> sums, Slice slice, Tallies tallies, int sign) {
    Tallies sum = sums.get(slice);
    if (sum == null) {
      sum = new Tallies();
      sums.put(slice, sum);
      slices++;
    }
    if (sign > 0) {
      sum.merge(tallies);
    } else {
      sum.subtract(tallies);
    }
  }

  /** How many tallies wait: what decides the memory they take. */
  int slices() {
    return slices;
  }

  /** Takes the sums away; scopes in which nothing changed are absent, {@code all} comes last. */
  List<ScopeDifference> take() {
    List<ScopeDifference> taken = new ArrayList<>(byScope.size());
    Map<Slice, Tallies> all = byScope.remove(ALL);
    byScope.forEach((scope, sums) -> split(scope, sums, taken));
    if (all != null) {
      split(ALL, all, taken);
    }
    byScope.clear();
    slices = 0;
    return taken;
  }

  private static void split(String scope, Map<Slice, Tallies> sums, List<ScopeDifference> into) {
    Map<Slice, Tallies> part = new LinkedHashMap<>();
    for (Map.Entry<Slice, Tallies> sum : sums.entrySet()) {
      if (sum.getValue().isEmpty()) {
        continue;
      }
      part.put(sum.getKey(), sum.getValue());
      if (part.size() == SLICES_PER_RECORD) {
        into.add(new ScopeDifference(scope, new Difference(part)));
        part = new LinkedHashMap<>();
      }
    }
    if (!part.isEmpty()) {
      into.add(new ScopeDifference(scope, new Difference(part)));
    }
  }

  /** What changed in a scope, or a part of it. */
  record ScopeDifference(String scope, Difference difference) {}
}
