package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Rules;
import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Opens the records of a topic, alike in all services: key, time, JSON, and the rules of the
 * contract. Whatever stands there, its reader is given a fact, an erasure, or a refusal with its
 * reason.
 */
public final class RecordReader {
  private RecordReader() {}

  /**
   * @param type what the values of the topic are
   * @param timestamp when the record was written, in milliseconds
   */
  public static <T> Decoded<T> read(
      Class<? extends T> type,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      long timestamp,
      Instant now) {
    try {
      Instant time = time(headers, timestamp, now);
      String id = key(key);
      T fact = value == null ? null : FactJson.read(value, type);
      List<Violation> broken =
          fact == null ? Rules.checkErasure(type, id, now) : Rules.check(fact, id, now);
      return broken.isEmpty()
          ? new Decoded.Good<>(id, fact, time, value)
          : new Decoded.Refused<>(DeadLetterKind.BROKEN_CONTRACT, reason(broken), value);
    } catch (UnreadableFactException e) {
      return new Decoded.Refused<>(DeadLetterKind.UNREADABLE, e.reason(), value);
    }
  }

  private static String reason(List<Violation> broken) {
    return broken.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  /** The key as text; strictly, because two keys that are no UTF-8 would read as the same text. */
  private static String key(byte @Nullable [] key) {
    if (key == null) {
      throw new UnreadableFactException(new Violation("key", "is required"));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableFactException(new Violation("key", "must be UTF-8"));
    }
  }

  /** When it happened; where nobody says, when the record was written, as far as that can be. */
  private static Instant time(Headers headers, long timestamp, Instant now) {
    String text = KafkaEvents.header(headers, "ce_time");
    if (text == null) {
      Instant written = Instant.ofEpochMilli(Math.max(0, timestamp));
      return written.isAfter(now) ? now : written;
    }
    Instant time;
    try {
      time = IsoTimes.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableFactException(new Violation("ce_time", String.valueOf(e.getMessage())));
    }
    List<Violation> violations = Rules.checkEventTime("ce_time", time, now);
    if (!violations.isEmpty()) {
      throw new UnreadableFactException(violations.get(0));
    }
    return time;
  }
}
