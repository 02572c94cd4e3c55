package dev.barometer.reporting.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.tally.StoredTallies;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store that holds what a test gives it, in hours and days as scoring-service tells them. */
public final class GivenTallies implements StoredTallies {
  private final Map<Scope, Map<Bucket, Tallies>> tallies = new LinkedHashMap<>();
  private final ZoneId zone;

  public GivenTallies(ZoneId zone) {
    this.zone = zone;
  }

  public GivenTallies with(Scope scope, Observation observation) {
    add(scope, new Bucket.Hour(observation.time()), observation);
    add(scope, Bucket.Day.of(observation.time(), zone), observation);
    return this;
  }

  private void add(Scope scope, Bucket bucket, Observation observation) {
    tallies
        .computeIfAbsent(scope, none -> new LinkedHashMap<>())
        .computeIfAbsent(bucket, none -> new Tallies())
        .add(observation);
  }

  @Override
  public List<Scope> scopesOf(Set<Dimension> dimensions) {
    return tallies.keySet().stream()
        .filter(scope -> scope.values().keySet().equals(dimensions))
        .toList();
  }

  @Override
  public void read(Collection<Scope> scopes, Collection<Bucket> buckets, Visitor visitor) {
    for (Scope scope : scopes) {
      Map<Bucket, Tallies> found = tallies.getOrDefault(scope, Map.of());
      for (Bucket bucket : buckets) {
        if (found.containsKey(bucket)) {
          visitor.visit(scope, bucket, found.get(bucket));
        }
      }
    }
  }
}
