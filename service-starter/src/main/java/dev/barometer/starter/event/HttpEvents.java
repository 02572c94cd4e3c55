package dev.barometer.starter.event;

import dev.barometer.contract.Violation;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.UnreadableFactException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
   * The events of a request, in order; a bad one does not cost the others.
   *
   * @throws UnreadableFactException where the body as a whole is not what it says it is
   * @throws UnsupportedMediaTypeStatusException where it is no CloudEvent by its content type
   */
  public static List<Read> read(HttpHeaders headers, byte[] body) {
    String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    String mediaType = contentType == null ? "" : KafkaEvents.mediaType(contentType);
    if (mediaType.equals(KafkaEvents.BATCH)) {
      return readBatch(body);
    }
    if (mediaType.equals(KafkaEvents.STRUCTURED)) {
      return List.of(new Read.Accepted(0, JsonEvents.read(body)));
    }
    if (headers.containsHeader("ce-specversion") && KafkaEvents.isJson(mediaType)) {
      return List.of(new Read.Accepted(0, readBinary(headers, body)));
    }
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

  private static List<Read> readBatch(byte[] body) {
    JsonNode batch = FactJson.readTree(body);
    if (!batch.isArray()) {
      throw new UnreadableFactException(new Violation("", "must be a list of events"));
    }
    List<Read> events = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      try {
        events.add(new Read.Accepted(i, JsonEvents.read(batch.get(i))));
      } catch (UnreadableFactException e) {
        events.add(new Read.Refused(i, within(i, e.violation())));
      }
    }
    return events;
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
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFactException(new Violation(name, "must be percent-encoded UTF-8"));
    }
  }
}
