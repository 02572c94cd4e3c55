package dev.barometer.scoring;

import dev.barometer.scoring.observation.DimensionPair;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the scoring.
 *
 * @param pairs the pairs of dimensions that are scored together, each as {@code service+team}
 * @param emitInterval how long changes of one scope or bucket are gathered before they are told
 * @param minimumN the n under which the score of an opinion gives no number
 */
@ConfigurationProperties("barometer.scoring")
public record ScoringProperties(
    @DefaultValue({"team+agent", "service+channel", "service+team"}) List<String> pairs,
    @DefaultValue("250ms") Duration emitInterval,
    @DefaultValue("5") long minimumN) {

  List<DimensionPair> dimensionPairs() {
    return pairs.stream().map(DimensionPair::parse).toList();
  }
}
