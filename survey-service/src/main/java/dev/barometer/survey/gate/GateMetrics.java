package dev.barometer.survey.gate;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.starter.fact.ConsumerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Set;

/** Counts what a gate said of its records: like any consumer, and what overtook. */
final class GateMetrics {
  private static final Set<DeadLetterKind> KINDS =
      EnumSet.complementOf(EnumSet.of(DeadLetterKind.TOO_OLD));

  private final ConsumerMetrics records;
  private final Counter overtaken;

  GateMetrics(MeterRegistry meters, String topic) {
    this.records = new ConsumerMetrics(meters, topic, KINDS);
    this.overtaken =
        Counter.builder("barometer.facts.overtaken").tag("consumer", topic).register(meters);
  }

  void count(Verdict verdict) {
    if (verdict instanceof Verdict.Erased) {
      records.handled();
    } else if (verdict instanceof Verdict.Refused refused) {
      records.deadLettered(refused.kind());
    } else if (verdict instanceof Verdict.Accepted accepted) {
      records.handled();
      if (accepted.overtakes()) {
        overtaken.increment();
      }
    } else {
      records.duplicate();
      if (verdict instanceof Verdict.Overtaken) {
        overtaken.increment();
      }
    }
  }
}
