package dev.barometer.scoring.observation;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.starter.fact.ConsumerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts facts per topic: received = handled + duplicate + dead-lettered; and the values of
 * dimensions that were too many to be told apart.
 */
public final class EntityMetrics {
  private static final Set<DeadLetterKind> KINDS =
      Set.of(DeadLetterKind.UNREADABLE, DeadLetterKind.BROKEN_CONTRACT, DeadLetterKind.TOO_OLD);

  private static final Logger log = LoggerFactory.getLogger(EntityMetrics.class);

  private final MeterRegistry meters;
  private final Map<String, ConsumerMetrics> byTopic = new ConcurrentHashMap<>();

  public EntityMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  ConsumerMetrics of(String topic) {
    return byTopic.computeIfAbsent(topic, none -> new ConsumerMetrics(meters, topic, KINDS));
  }

  /** A value was beyond the limit of its dimension and is counted as {@code other}. */
  void gathered(FactKind kind, Dimension dimension, boolean isFirst) {
    String facts = kind.record().getSimpleName();
    meters
        .counter("barometer.values.gathered", "facts", facts, "dimension", dimension.label())
        .increment();
    if (isFirst) {
      log.warn(
          "{} facts of a partition have more values of {} than barometer.scoring.values-per-dimension;"
              + " further ones are scored as {}",
          facts,
          dimension.label(),
          DimensionValuesRepository.OTHER);
    }
  }
}
