package dev.barometer.scoring.observation;

import dev.barometer.starter.fact.RecordMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts facts per topic: received = handled + duplicate + dead-lettered. */
public final class SourceMetrics {
  static final String UNREADABLE = "unreadable";
  static final String BROKEN_CONTRACT = "broken-contract";

  private final MeterRegistry meters;
  private final Map<String, RecordMetrics> byTopic = new ConcurrentHashMap<>();

  public SourceMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  RecordMetrics of(String topic) {
    return byTopic.computeIfAbsent(
        topic, none -> new RecordMetrics(meters, topic, List.of(UNREADABLE, BROKEN_CONTRACT)));
  }
}
