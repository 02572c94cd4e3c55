package dev.barometer.survey.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what became of the records of one inbound topic, by the names all consumers use. A record
 * is counted when its verdict is passed on, so received = handled + duplicate + dead-lettered.
 */
final class GateMetrics {
  private final Counter received;
  private final Counter handled;
  private final Counter duplicate;
  private final Map<Verdict.Kind, Counter> deadLettered;

  GateMetrics(MeterRegistry meters, String topic) {
    received = counter("received", topic).register(meters);
    handled = counter("handled", topic).register(meters);
    duplicate = counter("duplicate", topic).register(meters);
    deadLettered =
        Stream.of(Verdict.Kind.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    kind ->
                        counter("dead-lettered", topic)
                            .tag("reason", kind.tag())
                            .register(meters)));
  }

  private static Counter.Builder counter(String what, String topic) {
    return Counter.builder("barometer.facts." + what).tag("consumer", topic);
  }

  void count(Verdict verdict) {
    received.increment();
    if (verdict instanceof Verdict.Accepted) {
      handled.increment();
    } else if (verdict instanceof Verdict.Refused refused) {
      deadLettered.get(refused.kind()).increment();
    } else {
      duplicate.increment();
    }
  }
}
