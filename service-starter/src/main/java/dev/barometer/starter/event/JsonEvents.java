package dev.barometer.starter.event;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON event format. Read from a tree rather than with the CloudEvents SDK, whose format is all
 * or nothing: one bad event would lose its batch, and duplicate fields, depth and types would be
 * judged by other rules than those of {@link FactJson}.
 */
final class JsonEvents {
  private JsonEvents() {}

  static InboundEvent read(byte[] json) {
    return read(FactJson.readTree(json));
  }

  static InboundEvent read(JsonNode event) {
    if (!event.isObject()) {
      throw new UnreadableFactException(new Violation("", "must be an object"));
    }
    KafkaEvents.requireVersion(text(event, "specversion"), "specversion");
    String contentType = text(event, "datacontenttype");
    if (contentType != null && !KafkaEvents.isJson(KafkaEvents.mediaType(contentType))) {
      throw new UnreadableFactException(
          new Violation("datacontenttype", "must be application/json"));
    }
    return new InboundEvent(
        KafkaEvents.required(text(event, "id"), "id"),
        KafkaEvents.required(text(event, "source"), "source"),
        KafkaEvents.required(text(event, "type"), "type"),
        text(event, "subject"),
        KafkaEvents.time(text(event, "time"), "time"),
        data(event));
  }

  private static @Nullable String text(JsonNode event, String attribute) {
    JsonNode value = event.get(attribute);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new UnreadableFactException(new Violation(attribute, "must be text"));
    }
    return value.stringValue();
  }

  private static byte[] data(JsonNode event) {
    JsonNode data = event.get("data");
    if (data != null && !data.isNull()) {
      return FactJson.write(data);
    }
    String encoded = text(event, "data_base64");
    if (encoded == null) {
      throw new UnreadableFactException(new Violation("data", "is required"));
    }
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFactException(new Violation("data_base64", "must be base64"));
    }
  }
}
