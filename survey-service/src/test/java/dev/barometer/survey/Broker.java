package dev.barometer.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.Topics;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** A broker as a producer sees it: it acknowledges when it is told to. */
public final class Broker {
  /** The secret of the services. */
  public static final Signatures SERVICES =
      Signatures.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of());

  private final MockProducer<byte[], byte[]> producer;
  private volatile int leave = Integer.MAX_VALUE;

  private Broker(boolean acknowledges) {
    producer =
        new MockProducer<>(
            acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (leave != Integer.MAX_VALUE && history().size() >= leave) {
              throw new TimeoutException("away");
            }
            return super.send(record, callback);
          }

          /** Who sends closes what he was lent; the factory of the real one ignores it too. */
          @Override
          public void close(Duration timeout) {}
        };
  }

  public static Broker thatAcknowledges() {
    return new Broker(true);
  }

  public static Broker thatWaits() {
    return new Broker(false);
  }

  public void acknowledgeNext() {
    producer.completeNext();
  }

  public void failNext(RuntimeException failure) {
    producer.errorNext(failure);
  }

  public FactPublisher publisherTo(String... topics) {
    ProducerFactory<byte[], byte[]> producers =
        new ProducerFactory<>() {
          @Override
          public Producer<byte[], byte[]> createProducer() {
            return producer;
          }
        };
    return new FactPublisher(
        new KafkaTemplate<>(producers), Set.of(topics), SERVICES, Clock.systemUTC());
  }

  public AuditLog auditLog() {
    return new AuditLog(publisherTo(Topics.AUDIT), "survey-service", Clock.systemUTC());
  }

  /** Refuses to send from now on. */
  public void goAway() {
    producer.sendException = new TimeoutException("away");
  }

  /** Refuses to send after so many more. */
  public void goAwayAfter(int records) {
    leave = producer.history().size() + records;
  }

  public void comeBack() {
    leave = Integer.MAX_VALUE;
    producer.sendException = null;
  }

  public List<ProducerRecord<byte[], byte[]>> records() {
    return producer.history();
  }

  /** In whose name each record is signed. */
  public List<Sender> senders() {
    return records().stream()
        .map(
            record ->
                SERVICES.signer(record.topic(), record.key(), record.value(), record.headers()))
        .map(signer -> Sender.of(signer.orElse(null)))
        .toList();
  }

  public List<String> keys() {
    return records().stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  public List<String> values() {
    return records().stream().map(record -> new String(record.value(), UTF_8)).toList();
  }
}
