package dev.barometer.starter.event;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.StrictUtf8;
import dev.barometer.starter.json.UnreadableFactException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.databind.JsonNode;

/** CloudEvents over HTTP: structured, batched and binary mode. */
public final class HttpEvents {
  private HttpEvents() {}

  /** One event of a request: read, or refused with the reason. */
  public sealed interface Read {
    /** Its place in the request, from 0. */
    int index();

    record Accepted(int index, InboundEvent event) implements Read {}

    /**
     * @param violation names {@code [i].field} in a batch
     */
    record Refused(int index, Violation violation) implements Read {}
  }

  /**
   * Tells the events of a request, in order; a bad one does not cost the others. A batch is read
   * event by event: nobody has to hold all of it.
   *
   * @throws UnreadableFactException where the body as a whole is not what it says it is; events
   *     before that place were told
   * @throws UnsupportedMediaTypeStatusException where it is no CloudEvent by its content type
   */
  public static void read(HttpHeaders headers, InputStream body, Consumer<Read> events)
      throws IOException {
    String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    String mediaType = contentType == null ? "" : KafkaEvents.mediaType(contentType);
    if (mediaType.equals(KafkaEvents.BATCH)) {
      FactJson.readEach(body, (index, event) -> events.accept(read(index, event)));
    } else if (mediaType.equals(KafkaEvents.STRUCTURED)) {
      events.accept(new Read.Accepted(0, JsonEvents.read(required(body))));
    } else if (headers.containsHeader("ce-specversion") && KafkaEvents.isJson(mediaType)) {
      events.accept(new Read.Accepted(0, readBinary(headers, required(body))));
    } else {
      throw new UnsupportedMediaTypeStatusException(
          "Send a CloudEvent: "
              + KafkaEvents.STRUCTURED
              + ", "
              + KafkaEvents.BATCH
              + ", or application/json with ce-* headers",
          List.of(
              MediaType.parseMediaType(KafkaEvents.STRUCTURED),
              MediaType.parseMediaType(KafkaEvents.BATCH),
              MediaType.APPLICATION_JSON));
    }
  }

  /** One event in structured mode; throws {@link UnreadableFactException} where it is none. */
  public static InboundEvent structured(byte[] json) {
    return JsonEvents.read(json);
  }

  private static byte[] required(InputStream body) throws IOException {
    byte[] bytes = body.readAllBytes();
    if (bytes.length == 0) {
      throw new UnreadableFactException(new Violation("body", "is required"));
    }
    return bytes;
  }

  private static Read read(int index, JsonNode event) {
    try {
      return new Read.Accepted(index, JsonEvents.read(event));
    } catch (UnreadableFactException e) {
      return new Read.Refused(index, within(index, e.violation()));
    }
  }

  /** The violation of one event as one of its batch. */
  public static Violation within(int index, Violation violation) {
    String field = violation.field().isEmpty() ? "" : "." + violation.field();
    return new Violation("[" + index + "]" + field, violation.rule());
  }

  private static InboundEvent readBinary(HttpHeaders headers, byte[] body) {
    KafkaEvents.requireVersion(attribute(headers, "ce-specversion"), "ce-specversion");
    return new InboundEvent(
        KafkaEvents.required(attribute(headers, "ce-id"), "ce-id"),
        KafkaEvents.required(attribute(headers, "ce-source"), "ce-source"),
        KafkaEvents.required(attribute(headers, "ce-type"), "ce-type"),
        attribute(headers, "ce-subject"),
        KafkaEvents.time(attribute(headers, "ce-time"), "ce-time"),
        body);
  }

  /** Header values are percent-encoded UTF-8 in the HTTP binding; a plus stands for itself. */
  private static @Nullable String attribute(HttpHeaders headers, String name) {
    String value = headers.getFirst(name);
    if (value == null || value.indexOf('%') < 0) {
      return value;
    }
    try {
      // One character for each byte, so that bytes that are no UTF-8 can be told.
      String bytes = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
      byte[] decoded = bytes.getBytes(StandardCharsets.ISO_8859_1);
      if (StrictUtf8.is(decoded)) {
        return new String(decoded, StandardCharsets.UTF_8);
      }
      throw new IllegalArgumentException(name);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFactException(new Violation(name, "must be percent-encoded UTF-8"));
    }
  }
}
