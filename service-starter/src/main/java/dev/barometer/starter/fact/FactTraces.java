package dev.barometer.starter.fact;

import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Provenance;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the traces of records while a batch of them is handled; nothing where it is off. */
final class FactTraces {
  private static final Logger log = LoggerFactory.getLogger(FactTraces.class);

  private final ObservationRegistry registry;

  /**
   * @param registry {@link ObservationRegistry#NOOP} where tracing is off
   */
  FactTraces(ObservationRegistry registry) {
    this.registry = registry;
  }

  /** Handles the batch; each of its traces gets a span that is as long as that takes. */
  void around(List<ConsumerRecord<byte[], byte[]>> records, Runnable handling) {
    if (registry.isNoop()) {
      handling.run();
      return;
    }
    List<Observation> traced = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (Provenance.isTraced(record.headers())) {
        traced.add(begin(record));
      }
    }
    try {
      handling.run();
    } catch (RuntimeException e) {
      traced.forEach(observation -> observation.error(e));
      throw e;
    } finally {
      traced.forEach(Observation::stop);
    }
  }

  private Observation begin(ConsumerRecord<byte[], byte[]> record) {
    ReceiverContext<Headers> context =
        new ReceiverContext<>((headers, name) -> KafkaEvents.header(headers, name), Kind.CONSUMER);
    context.setCarrier(record.headers());
    Observation observation =
        Observation.createNotStarted("barometer.facts.read", () -> context, registry)
            .contextualName(record.topic() + " read")
            .lowCardinalityKeyValue(KeyValue.of("consumer", record.topic()))
            .start();
    try (Observation.Scope scope = observation.openScope()) {
      log.debug(
          "Reads topic {}, partition {}, offset {}",
          record.topic(),
          record.partition(),
          record.offset());
    }
    return observation;
  }
}
