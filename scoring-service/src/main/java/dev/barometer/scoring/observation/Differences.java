package dev.barometer.scoring.observation;

import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import java.time.Instant;
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
  /** A record holds so many slices at most, so that a history of years stays below the limit. */
  private static final int SLICES_PER_RECORD = 256;

  /** So many texts of scopes are kept at most, some megabytes. */
  private static final int MOST_TEXTS = 50_000;

  private final ZoneId zone;
  private final ScopeTexts texts = new ScopeTexts(MOST_TEXTS);

  /** By slice first: most facts fall into one, and texts are found sooner than slices. */
  private final Map<Slice, Map<String, Tallies>> bySlice = new LinkedHashMap<>();

  private int slices;

  Differences(ZoneId zone) {
    this.zone = zone;
  }

  /** Adds what changes when an entity says {@code now} after it said {@code before}. */
  void add(@Nullable EntityState before, EntityState now) {
    if (before != null) {
      if (before.saysTheSameAs(now)) {
        return;
      }
      count(before, -1);
    }
    count(now, 1);
  }

  private void count(EntityState state, int sign) {
    if (state.observations().isEmpty()) {
      return;
    }
    Map<Slice, Tallies> said = new LinkedHashMap<>();
    Instant time = null;
    Tallies atTime = new Tallies();
    for (Observation observation : state.observations()) {
      if (!observation.time().equals(time)) {
        time = observation.time();
        atTime = said.computeIfAbsent(Slice.of(time, zone), none -> new Tallies());
      }
      atTime.add(observation);
    }
    List<String> scopes = texts.of(state);
    said.forEach(
        (slice, tallies) -> {
          Map<String, Tallies> sums = bySlice.computeIfAbsent(slice, none -> new LinkedHashMap<>());
          scopes.forEach(scope -> sum(sums, scope, tallies, sign));
        });
  }

  private void sum(Map<String, Tallies> sums, String scope, Tallies tallies, int sign) {
    Tallies sum = sums.get(scope);
    if (sum == null) {
      sum = new Tallies();
      sums.put(scope, sum);
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
    Map<String, Map<Slice, Tallies>> byScope = byScope();
    List<ScopeDifference> taken = new ArrayList<>(byScope.size());
    Map<Slice, Tallies> all = byScope.remove(ScopeTexts.ALL);
    byScope.forEach((scope, sums) -> split(scope, sums, taken));
    if (all != null) {
      split(ScopeTexts.ALL, all, taken);
    }
    bySlice.clear();
    slices = 0;
    return taken;
  }

  private Map<String, Map<Slice, Tallies>> byScope() {
    Map<String, Map<Slice, Tallies>> byScope = new LinkedHashMap<>();
    bySlice.forEach(
        (slice, sums) ->
            sums.forEach(
                (scope, sum) ->
                    byScope.computeIfAbsent(scope, none -> new LinkedHashMap<>()).put(slice, sum)));
    return byScope;
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
