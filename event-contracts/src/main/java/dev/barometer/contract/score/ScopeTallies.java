package dev.barometer.contract.score;

import static java.util.Objects.requireNonNull;

import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tallies of one scope in one bucket, cumulative: each record replaces the one before. Topic
 * {@code barometer.tallies}, key {@code scope|bucket}, written by scoring-service. Records of one
 * key carry a growing {@code ce_sequence} header.
 *
 * @param tallies per measure, in order; counts by code as the metric's family says
 */
public record ScopeTallies(String scope, String bucket, List<Entry> tallies) {

  public ScopeTallies {
    requireNonNull(scope, "scope");
    requireNonNull(bucket, "bucket");
    tallies = List.copyOf(tallies);
  }

  /** One measure's tally, its counts by code in ascending order. */
  public record Entry(String metric, @Nullable String scale, Map<Integer, Long> counts, long sum) {

    public Entry {
      requireNonNull(metric, "metric");
      counts.values().forEach(count -> requireNonNull(count, "count"));
      counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
  }

  public static ScopeTallies of(Scope scope, Bucket bucket, Tallies tallies) {
    return of(scope.toString(), bucket.label(), tallies);
  }

  public static ScopeTallies of(String scope, String bucket, Tallies tallies) {
    List<Entry> entries =
        tallies.byMeasure().entrySet().stream()
            .map(
                entry -> {
                  Map<Integer, Long> counts = new TreeMap<>();
                  entry.getValue().forEach(counts::put);
                  String scale = entry.getKey().scale();
                  return new Entry(
                      entry.getKey().metric(),
                      scale.isEmpty() ? null : scale,
                      counts,
                      entry.getValue().sum());
                })
            .toList();
    return new ScopeTallies(scope, bucket, entries);
  }

  public static String key(String scope, String bucket) {
    return scope + "|" + bucket;
  }

  /** The same tallies as a group element. */
  public Tallies toTallies() {
    Tallies result = new Tallies();
    for (Entry entry : tallies) {
      String scale = entry.scale();
      Measure measure = Measure.of(entry.metric(), scale == null ? "" : scale);
      result.put(measure, Tally.of(entry.counts(), entry.sum()));
    }
    return result;
  }
}
