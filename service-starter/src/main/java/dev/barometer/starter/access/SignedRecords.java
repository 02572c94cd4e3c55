package dev.barometer.starter.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.fact.Decoded;
import dev.barometer.starter.fact.RecordReader;
import dev.barometer.starter.signature.Signatures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one signed topic as they are read. Only what a service signed is gone by: whoever
 * may write to the broker is not by that an administrator.
 */
final class SignedRecords<T extends Fact> {
  private static final Logger log = LoggerFactory.getLogger(SignedRecords.class);

  /** No clock that is behind makes a token unknown: what is told has happened. */
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private static final int MOST_DOUBTFUL = 10_000;
  private static final int LONGEST_DOUBTFUL = 10_000;

  private final SignedTopic<T> topic;
  private final Signatures signatures;
  private final Counter refused;

  /** Of one reading from the beginning. */
  private final Map<String, Long> revisions = new HashMap<>();

  private List<DoubtfulRecord<T>> doubtful = new ArrayList<>();

  SignedRecords(SignedTopic<T> topic, Signatures signatures, MeterRegistry meters) {
    this.topic = topic;
    this.signatures = signatures;
    this.refused =
        Counter.builder(topic.name() + ".refused")
            .description("Records that no service signed, or that were repeated")
            .register(meters);
  }

  String topic() {
    return topic.name();
  }

  boolean holdUpTheStart() {
    return topic.states().holdUpTheStart();
  }

  /** The topic is read from its beginning. */
  void begin() {
    revisions.clear();
    doubtful = new ArrayList<>();
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    if (signatures
        .signer(record.topic(), record.key(), record.value(), record.headers())
        .isEmpty()) {
      doubt(record, false);
      return;
    }
    Decoded<T> decoded = open(record);
    if (decoded instanceof Decoded.Good<T> good) {
      take(record, good);
    } else if (decoded instanceof Decoded.Refused<T> broken) {
      log.error(
          "Signed, and not to be read: {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          broken.reason());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Decoded.Good<T> good) {
    T state = good.value();
    if (state == null) {
      topic.states().forget(good.key());
    } else if (isBehind(state)) {
      doubt(record, true);
    } else {
      topic.states().learn(state);
    }
  }

  /** Whether it comes behind a later state of the same: then it was repeated. */
  private boolean isBehind(T state) {
    long highest = revisions.merge(state.id(), state.revision(), Math::max);
    return state.revision() < highest;
  }

  private void doubt(ConsumerRecord<byte[], byte[]> record, boolean repeated) {
    refused.increment();
    if (doubtful.size() < MOST_DOUBTFUL) {
      byte @Nullable [] key = record.key();
      doubtful.add(
          new DoubtfulRecord<>(
              record.partition(),
              record.offset(),
              key == null ? null : new String(key, UTF_8),
              stateIn(record),
              repeated));
    }
  }

  private @Nullable T stateIn(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    return value != null
            && value.length <= LONGEST_DOUBTFUL
            && open(record) instanceof Decoded.Good<T> good
        ? good.value()
        : null;
  }

  private Decoded<T> open(ConsumerRecord<byte[], byte[]> record) {
    return RecordReader.read(
        topic.type(),
        record.key(),
        record.value(),
        record.headers(),
        record.timestamp(),
        END_OF_TIME);
  }

  /** All that there was is read: who settles is told, also of nothing. */
  void complete() {
    topic.states().complete();
    tell();
  }

  void tellDoubts() {
    if (!doubtful.isEmpty()) {
      tell();
    }
  }

  private void tell() {
    List<DoubtfulRecord<T>> told = doubtful;
    doubtful = new ArrayList<>();
    topic.doubts().doubted(told);
  }
}
