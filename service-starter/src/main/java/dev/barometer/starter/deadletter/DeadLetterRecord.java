package dev.barometer.starter.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.DeadLetterKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that was put aside: key, bytes and headers as they came, and further headers that say
 * why, where it came from, and who put it aside when. What came compressed may be longer than any
 * record that can be written: then it is cut, and {@code barometer_cut} says what.
 */
public record DeadLetterRecord(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
  /** What the names of our own headers begin with. */
  public static final String PREFIX = "barometer_";

  public static final String REASON = PREFIX + "reason";
  public static final String KIND = PREFIX + "kind";
  public static final String TOPIC = PREFIX + "topic";
  public static final String PARTITION = PREFIX + "partition";
  public static final String OFFSET = PREFIX + "offset";
  public static final String SERVICE = PREFIX + "service";
  public static final String VERSION = PREFIX + "version";
  public static final String TIME = PREFIX + "time";
  public static final String CUT = PREFIX + "cut";

  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_KEY = 10_000;
  private static final int LONGEST_HEADERS = 50_000;

  /** With key and headers it stays under what producers and brokers take unless told otherwise. */
  private static final int LONGEST_VALUE = 950_000;

  private static final String THIS_VERSION = version();

  /** Where a record stood that {@code service} could not take. */
  public record Origin(String service, String topic, int partition, long offset) {}

  /**
   * @param reason for people, without a stack; cut where it is very long
   */
  public static DeadLetterRecord of(
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      DeadLetterKind kind,
      String reason,
      Origin origin,
      Instant now) {
    List<String> cut = new ArrayList<>();
    byte[] shortKey = shortened("key", key, LONGEST_KEY, cut);
    byte[] shortValue = shortened("value", value, LONGEST_VALUE, cut);
    Headers kept = kept(headers, cut);
    add(kept, KIND, kind.label());
    add(kept, REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    add(kept, TOPIC, origin.topic());
    add(kept, PARTITION, Integer.toString(origin.partition()));
    add(kept, OFFSET, Long.toString(origin.offset()));
    add(kept, SERVICE, origin.service());
    add(kept, VERSION, THIS_VERSION);
    add(kept, TIME, now.toString());
    if (!cut.isEmpty()) {
      add(kept, CUT, String.join(", ", cut));
    }
    return new DeadLetterRecord(shortKey, shortValue, kept);
  }

  private static byte @Nullable [] shortened(
      String what, byte @Nullable [] bytes, int longest, List<String> cut) {
    if (bytes == null || bytes.length <= longest) {
      return bytes;
    }
    cut.add(what + " of " + bytes.length + " bytes");
    return Arrays.copyOf(bytes, longest);
  }

  /** The headers as they came, but those of an earlier time as a dead letter. */
  private static Headers kept(Headers headers, List<String> cut) {
    Headers kept = new RecordHeaders();
    int length = 0;
    int dropped = 0;
    for (Header header : headers) {
      if (header.key().startsWith(PREFIX)) {
        continue;
      }
      int more = header.key().length() + (header.value() == null ? 0 : header.value().length);
      if (length + more > LONGEST_HEADERS) {
        dropped++;
      } else {
        length += more;
        kept.add(header);
      }
    }
    if (dropped > 0) {
      cut.add(dropped + " headers");
    }
    return kept;
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8));
  }

  private static String version() {
    String version = DeadLetterRecord.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
