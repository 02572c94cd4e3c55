package dev.barometer.reporting;

import dev.barometer.contract.Topics;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** An audit log on a topic in memory. */
public final class AuditFixtures {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close(Duration timeout) {
          // The template closes after each send; the real factory's producers stay open.
        }
      };

  public AuditLog log(Clock clock) {
    var facts =
        new FactPublisher(
            new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)), List.of(Topics.AUDIT));
    return new AuditLog(facts, "reporting-service", clock);
  }

  /** What was written down, as JSON. */
  public List<String> entries() {
    return producer.history().stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
