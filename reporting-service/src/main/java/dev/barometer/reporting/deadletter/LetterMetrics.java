package dev.barometer.reporting.deadletter;

import dev.barometer.starter.fact.Outages;
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

/** How many letters wait for somebody, by group and topic: what an alert asks for. */
@Component
class LetterMetrics {
  private static final Logger log = LoggerFactory.getLogger(LetterMetrics.class);

  private final LetterRepository letters;
  private final MultiGauge open;

  private record Place(String group, String topic) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return (group + topic).compareTo(other.group + other.topic);
    }
  }

  LetterMetrics(LetterRepository letters, MeterRegistry meters) {
    this.letters = letters;
    this.open =
        MultiGauge.builder("barometer.dead-letters.open")
            .description("Dead letters that were neither sent back nor discarded")
            .register(meters);
  }

  /** A place keeps its gauge when its last letter is settled: an alert has to see the zero. */
  @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  void count() {
    Map<Place, Long> counts = new TreeMap<>();
    try {
      for (LetterRepository.Count count : letters.counts()) {
        long waiting = count.state().equals(LetterState.OPEN.label()) ? count.letters() : 0;
        counts.merge(new Place(count.group(), count.topic()), waiting, Long::sum);
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
