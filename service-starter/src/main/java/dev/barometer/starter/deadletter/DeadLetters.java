package dev.barometer.starter.deadletter;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Topics;
import dev.barometer.starter.waiting.Acknowledgement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts aside what could not be read or broke its contract. A batch that is tried again may put
 * aside the same record again; its origin tells.
 */
public final class DeadLetters {

  /** Why a record is put aside; the reason is for people. */
  public record Refused(
      ConsumerRecord<byte[], byte[]> record, DeadLetterKind kind, String reason) {}

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final String service;
  private final Clock clock;

  public DeadLetters(KafkaTemplate<byte[], byte[]> kafka, String service, Clock clock) {
    this.kafka = kafka;
    this.service = service;
    this.clock = clock;
  }

  /** Returns when the broker has acknowledged all of them. */
  public void put(List<Refused> refused) {
    List<CompletableFuture<?>> sends = new ArrayList<>(refused.size());
    for (Refused one : refused) {
      sends.add(kafka.send(deadLetter(one)));
    }
    Acknowledgement.await(CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)));
  }

  private ProducerRecord<byte[], byte[]> deadLetter(Refused refused) {
    ConsumerRecord<byte[], byte[]> record = refused.record();
    var origin =
        new DeadLetterRecord.Origin(service, record.topic(), record.partition(), record.offset());
    DeadLetterRecord deadLetter =
        DeadLetterRecord.of(
            record.key(),
            record.value(),
            record.headers(),
            refused.kind(),
            refused.reason(),
            origin,
            clock.instant());
    return new ProducerRecord<byte[], byte @Nullable []>(
        Topics.deadLettersOf(record.topic(), service),
        null,
        deadLetter.key(),
        deadLetter.value(),
        deadLetter.headers());
  }
}
