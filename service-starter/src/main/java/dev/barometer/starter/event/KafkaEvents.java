package dev.barometer.starter.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.StrictUtf8;
import dev.barometer.starter.json.UnreadableFactException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents over Kafka: binary mode written, binary and structured mode read.
 *
 * <p>Headers are read directly rather than through the CloudEvents SDK: this is the path of every
 * record, and an error here has to name the attribute. The SDK reads what is written here, and the
 * other way round, in the tests.
 */
public final class KafkaEvents {
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";
  private static final String CONTENT_TYPE = "content-type";
  private static final byte[] JSON = "application/json".getBytes(UTF_8);
  private static final byte[] VERSION = "1.0".getBytes(UTF_8);

  /** Attributes travel on in headers, which count into the length of a record. */
  public static final int LONGEST_ATTRIBUTE = 1_000;

  private KafkaEvents() {}

  /** Reads either mode; throws UnreadableFactException that names the attribute. */
  public static InboundEvent read(Headers headers, byte[] value) {
    String contentType = header(headers, CONTENT_TYPE);
    if (contentType != null && mediaType(contentType).equals(STRUCTURED)) {
      return JsonEvents.read(value);
    }
    requireVersion(header(headers, "ce_specversion"), "ce_specversion");
    if (contentType != null && !isJson(mediaType(contentType))) {
      throw new UnreadableFactException(new Violation(CONTENT_TYPE, "must be application/json"));
    }
    return new InboundEvent(
        required(attribute(headers, "ce_id"), "ce_id"),
        required(attribute(headers, "ce_source"), "ce_source"),
        required(attribute(headers, "ce_type"), "ce_type"),
        attribute(headers, "ce_subject"),
        time(attribute(headers, "ce_time"), "ce_time"),
        value);
  }

  /** Writes the {@code ce_*} headers and the content type for a JSON payload. */
  public static void write(Headers headers, String id, String source, String type, Instant time) {
    headers.add("ce_specversion", VERSION);
    headers.add("ce_id", id.getBytes(UTF_8));
    headers.add("ce_source", source.getBytes(UTF_8));
    headers.add("ce_type", type.getBytes(UTF_8));
    headers.add("ce_time", time.toString().getBytes(UTF_8));
    headers.add(CONTENT_TYPE, JSON);
  }

  /** The text of a header; null where there is none. */
  public static @Nullable String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /** The text of a header that travels on; strictly, or other bytes would become the same text. */
  private static @Nullable String attribute(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header != null && header.value() != null && !StrictUtf8.is(header.value())) {
      throw new UnreadableFactException(new Violation(name, "must be UTF-8"));
    }
    return header(headers, name);
  }

  static void requireVersion(@Nullable String version, String attribute) {
    if (!required(version, attribute).equals("1.0")) {
      throw new UnreadableFactException(new Violation(attribute, "must be 1.0"));
    }
  }

  static String required(@Nullable String value, String attribute) {
    if (value == null || value.isEmpty()) {
      throw new UnreadableFactException(new Violation(attribute, "is required"));
    }
    if (value.length() > LONGEST_ATTRIBUTE) {
      throw new UnreadableFactException(
          new Violation(attribute, "must have at most " + LONGEST_ATTRIBUTE + " characters"));
    }
    return value;
  }

  static @Nullable Instant time(@Nullable String text, String attribute) {
    try {
      return text == null ? null : IsoTimes.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableFactException(new Violation(attribute, String.valueOf(e.getMessage())));
    }
  }

  /** A content type without its parameters. */
  public static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  public static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }
}
