package dev.barometer.starter.fact;

import dev.barometer.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts aside what could not be read or broke its contract: key, bytes and headers as they came,
 * with where from and why in further headers. A batch that is tried again may put aside the same
 * record again; its origin tells.
 */
final class DeadLetters {

  /** Why a record is put aside; the kind is a tag of a meter, the reason is for people. */
  record Refused(ConsumerRecord<byte[], byte[]> record, Kind kind, String reason) {}

  enum Kind {
    UNREADABLE,
    BROKEN_CONTRACT;

    String tag() {
      return this == UNREADABLE ? "unreadable" : "broken-contract";
    }
  }

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final String group;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, String group) {
    this.kafka = kafka;
    this.group = group;
  }

  /** Returns when the broker has acknowledged all of them. */
  void put(List<Refused> refused) {
    List<CompletableFuture<?>> sends = new ArrayList<>(refused.size());
    for (Refused one : refused) {
      sends.add(kafka.send(letter(one)));
    }
    try {
      CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private ProducerRecord<byte[], byte[]> letter(Refused refused) {
    ConsumerRecord<byte[], byte[]> origin = refused.record();
    var letter =
        new ProducerRecord<byte[], byte @Nullable []>(
            Topics.deadLettersOf(origin.topic(), group),
            null,
            origin.key(),
            origin.value(),
            origin.headers());
    DeadLetterHeaders.add(
        letter.headers(),
        refused.kind().tag(),
        refused.reason(),
        origin.topic(),
        origin.partition(),
        origin.offset());
    return letter;
  }
}
