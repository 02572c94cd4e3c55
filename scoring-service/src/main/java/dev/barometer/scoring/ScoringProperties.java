package dev.barometer.scoring;

import dev.barometer.scoring.observation.DimensionPair;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.scoring.observation.ScoringRules;
import dev.barometer.starter.BarometerProperties;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the scoring.
 *
 * @param pairs the pairs of dimensions that are scored together, each as {@code service+team}
 * @param emitInterval how long changes are gathered while more waits; when all is done they are
 *     committed and published at once
 * @param valuesPerDimension how many values of a dimension are told apart, per kind of fact and
 *     partition; further ones are scored as {@code other}
 * @param heapPerStore what is kept decoded on the heap of each store of tallies and windows of a
 *     partition, counted in its written form; what waits for the next commit comes on top
 * @param retention how long observations count, at least 100 days; not set is for ever. Facts of
 *     which nothing counts any more are dead letters
 * @param applicationId names the streams' group and their internal topics; another one begins with
 *     the first fact again, unless a rebuild went before
 * @param standbyReplicas how many further instances keep a copy of each store, to take over without
 *     reading its changelog
 * @param address where the other instances reach this one, as {@code host:port}; by default the
 *     machine's name and the server's port
 */
@ConfigurationProperties("barometer.scoring")
public record ScoringProperties(
    @DefaultValue({"team+agent", "service+channel", "service+team"}) List<String> pairs,
    @DefaultValue("1s") Duration emitInterval,
    @DefaultValue("10000") int valuesPerDimension,
    @DefaultValue("2MB") DataSize heapPerStore,
    @Nullable Duration retention,
    @DefaultValue("scoring-service") String applicationId,
    @DefaultValue("0") int standbyReplicas,
    @Nullable String address) {

  /** What cannot be meant is refused with the setting's name, before anything starts. */
  public ScoringProperties {
    pairs.forEach(DimensionPair::parse);
    if (retention != null && retention.compareTo(Retention.SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "barometer.scoring.retention must be at least %dd, or not set"
              .formatted(Retention.SHORTEST.toDays()));
    }
    if (emitInterval.isZero() || emitInterval.isNegative()) {
      throw new IllegalArgumentException(
          "barometer.scoring.emit-interval must be longer than nothing");
    }
  }

  /** The pairs that are kept. */
  public List<DimensionPair> keptPairs() {
    return pairs.stream().map(DimensionPair::parse).toList();
  }

  /** How entities are read in an organisation. */
  public ScoringRules rules(BarometerProperties.Organisation organisation) {
    return new ScoringRules(
        keptPairs(), retention(organisation.zone()), valuesPerDimension, organisation.groupSize());
  }

  /** How long observations count, in days of this zone. */
  public Retention retention(ZoneId zone) {
    return new Retention(retention, zone);
  }
}
