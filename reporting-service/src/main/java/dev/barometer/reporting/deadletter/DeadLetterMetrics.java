package dev.barometer.reporting.deadletter;

import dev.barometer.starter.patience.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many dead letters wait for somebody, by group and topic: what an alert asks for. */
@Component
class DeadLetterMetrics {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterMetrics.class);

  private final DeadLetterRepository deadLetters;
  private final MultiGauge open;

  private record Topic(String group, String topic) implements Comparable<Topic> {
    @Override
    public int compareTo(Topic other) {
      return (group + topic).compareTo(other.group + other.topic);
    }
  }

  DeadLetterMetrics(DeadLetterRepository deadLetters, MeterRegistry meters) {
    this.deadLetters = deadLetters;
    this.open =
        MultiGauge.builder("barometer.dead-letters.open")
            .description("Dead letters that were neither sent back nor discarded")
            .register(meters);
  }

  /**
   * A group and a topic keep their gauge when their last dead letter is settled: an alert has to
   * see the zero.
   */
  @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  void count() {
    Map<Topic, Long> counts = new TreeMap<>();
    try {
      for (DeadLetterRepository.Count count : deadLetters.counts()) {
        long waiting = count.state().equals(DeadLetterState.OPEN.label()) ? count.letters() : 0;
        counts.merge(new Topic(count.group(), count.topic()), waiting, Long::sum);
      }
    } catch (RuntimeException e) {
      if (!Outages.isOutage(e)) {
        throw e;
      }
      log.debug("The open dead letters cannot be counted now: {}", e.toString());
      return;
    }
    open.register(
        counts.entrySet().stream()
            .map(
                entry ->
                    MultiGauge.Row.of(
                        Tags.of("group", entry.getKey().group(), "topic", entry.getKey().topic()),
                        entry.getValue()))
            .toList(),
        true);
  }
}
