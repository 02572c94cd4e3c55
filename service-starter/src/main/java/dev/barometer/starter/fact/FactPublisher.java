package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Provenance;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.signature.Signatures;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Writes facts to the topics this service declared as its own ({@code barometer.writes}). */
public final class FactPublisher {
  /** Leaves room for headers in what the broker takes as one record. */
  private static final int LONGEST = 1_000_000;

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final Set<String> topics;
  private final @Nullable Signatures signatures;
  private final Clock clock;

  /**
   * @param kafka waits for all in-sync replicas and is idempotent
   * @param topics what this service may write; each topic has one writer
   */
  public FactPublisher(KafkaTemplate<byte[], byte[]> kafka, Collection<String> topics) {
    this(kafka, topics, null, Clock.systemUTC());
  }

  /**
   * @param signatures signs what is to be signed; null where nothing is
   */
  public FactPublisher(
      KafkaTemplate<byte[], byte[]> kafka,
      Collection<String> topics,
      @Nullable Signatures signatures,
      Clock clock) {
    this.kafka = kafka;
    this.topics = Set.copyOf(topics);
    this.signatures = signatures;
    this.clock = clock;
  }

  /**
   * Sends one record; the future completes when the broker has acknowledged it (acks=all).
   *
   * @throws UnreadableFactException where it is longer than a record may be
   */
  public CompletableFuture<Void> publish(Outgoing record) {
    if (!topics.contains(record.topic())) {
      throw new IllegalArgumentException(
          record.topic()
              + " is not among the topics this service writes: barometer.writes="
              + topics);
    }
    Object value = record.value();
    byte @Nullable [] json = value == null ? null : FactJson.write(value);
    if (json != null && json.length > LONGEST) {
      throw new UnreadableFactException(
          new Violation("", "must have at most " + LONGEST + " bytes"));
    }
    var outgoing = new ProducerRecord<>(record.topic(), record.key().getBytes(UTF_8), json);
    KafkaEvents.write(
        outgoing.headers(), record.eventId(), record.source(), record.type(), record.time());
    Provenance.begin(outgoing.headers(), clock.instant());
    if (record.signedBy() != null) {
      requireNonNull(signatures, "signatures")
          .sign(record.signedBy(), record.topic(), outgoing.key(), json, outgoing.headers());
    }
    return send(outgoing);
  }

  /** A broker that is away shows in the future, whether the client notices early or late. */
  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> outgoing) {
    try {
      return kafka.send(outgoing).thenApply(sent -> null);
    } catch (org.apache.kafka.common.KafkaException | org.springframework.kafka.KafkaException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
