package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.IsoTimes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.starter.event.KafkaEvents;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a record says beside its value, read alike by all readers of facts. */
public final class RecordParts {
  private RecordParts() {}

  /** The key as text; strictly, because two keys that are no UTF-8 would read as the same text. */
  public static String key(byte @Nullable [] key) {
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
  public static Instant time(Headers headers, long timestamp, Instant now) {
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
