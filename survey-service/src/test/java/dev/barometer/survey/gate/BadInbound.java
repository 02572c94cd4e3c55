package dev.barometer.survey.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.event.KafkaEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that no gate may take, and none may stumble over.
 *
 * @param reason what its dead letter has to say
 */
public record BadInbound(String name, byte[] key, byte[] value, Headers headers, String reason) {
  private static final byte[] NO_UTF8 = {'{', '"', (byte) 0xff, '"', '}'};

  /**
   * @param id of the good JSON
   * @param good a sound entity that has no revision
   */
  public static List<BadInbound> all(String id, String eventType, String good) {
    Table table = new Table(id, eventType, good);
    table.keys();
    table.values();
    table.attributes();
    table.envelopes();
    return table.all;
  }

  private static final class Table {
    private final List<BadInbound> all = new ArrayList<>();
    private final String id;
    private final String eventType;
    private final String good;

    Table(String id, String eventType, String good) {
      this.id = id;
      this.eventType = eventType;
      this.good = good;
    }

    private void keys() {
      add("no key", null, bytes(good), binary(), "the key must be the id");
      add("an empty key", new byte[0], bytes(good), binary(), "the key must be the id");
      add("another key", bytes("x"), bytes(good), binary(), "the key must be the id");
      add("a key that is no UTF-8", new byte[] {-1}, bytes(good), binary(), "the key must be");
      add("a huge key", new byte[2_000_000], bytes(good), binary(), "the key must be the id");
    }

    private void values() {
      value("nothing", null, "must not be empty");
      value("empty", new byte[0], "must");
      value("no UTF-8", NO_UTF8, "must be JSON");
      value("half", bytes(good.substring(0, good.length() / 2)), "ends too early");
      value("two", bytes(good + good), "must be one value");
      value("a list", bytes("[" + good + "]"), "must");
      value("null", bytes("null"), "must not be null");
      value("NaN", bytes("NaN"), "must be JSON");
      value("a field twice", with("\"revision\":1,\"revision\":2"), "twice");
      value("a revision as text", with("\"revision\":\"1\""), "revision must be a whole number");
      value("a revision of 1e400", with("\"revision\":1e400"), "revision is out of the range");
      value("a huge revision", with("\"revision\":1" + "0".repeat(30)), "revision is out of");
      value("a long number", with("\"revision\":" + "9".repeat(5_000)), "digits");
      value("a negative revision", with("\"revision\":-1"), "revision must be at least 1");
      value(
          "deep", with("\"x\":" + "[".repeat(9_000) + "]".repeat(9_000)), "nested deeper than 50");
      value(
          "a long text", with("\"x\":\"" + "x".repeat(200_000) + "\""), "text of more than 100000");
      value("huge", bytes(" ".repeat(5_000_000) + good), "at most 900000 bytes");
      value(
          "a half character", with("\"context\":{\"team\":\"\\ud800\"}"), "context.team must not");
      value("a NUL", with("\"context\":{\"team\":\"a\\u0000b\"}"), "context.team must not");
      value("a context of text", with("\"context\":\"x\""), "context must be an object");
    }

    private void attributes() {
      for (String name : List.of("ce_specversion", "ce_id", "ce_source", "ce_type")) {
        Headers without = binary();
        without.remove(name);
        add("no " + name, bytes(id), bytes(good), without, name + " is required");
        add("an empty " + name, bytes(id), bytes(good), last(name, ""), name + " is required");
      }
      attribute("ce_specversion", "0.3", "ce_specversion must be 1.0");
      attribute("ce_source", "x".repeat(100_000), "ce_source must have at most 1000 characters");
      attribute("ce_id", "x".repeat(1_001), "ce_id must have at most 1000 characters");
      attribute("ce_time", "yesterday", "ce_time must be a time");
      attribute("ce_time", "+999999999-12-31T23:59:59Z", "ce_time must be a time");
      attribute("ce_time", "1969-12-31T23:59:59.999Z", "time must not be before 1970");
      attribute("ce_time", "2026-11-22T12:06:00Z", "time must not be more than 5 minutes");
      attribute("content-type", "text/xml", "content-type must be application/json");
    }

    private void envelopes() {
      String envelope =
          """
          {"specversion":"1.0","id":"e","source":"/s","type":"%s","time":"2026-11-20T09:00:00Z",\
          "datacontenttype":"application/json","data":%s}"""
              .formatted(eventType, good);
      envelope("no JSON", "<event/>", "must be JSON");
      envelope("a list", "[" + envelope + "]", "must be an object");
      envelope("no specversion", envelope.replace("specversion", "version"), "specversion is");
      envelope("a number as id", envelope.replace("\"id\":\"e\"", "\"id\":7"), "id must be text");
      envelope("no data", envelope.replace("\"data\":", "\"date\":"), "data is required");
      envelope(
          "XML data",
          envelope.replace("application/json", "application/xml"),
          "datacontenttype must be application/json");
      envelope(
          "broken base64",
          envelope.replace("\"data\":", "\"data_base64\":\"%%\",\"x\":"),
          "data_base64 must be base64");
      envelope("a far time", envelope.replace("2026-", "9026-"), "time must not be more than");
      envelope(
          "a half character",
          envelope.replace("\"data\":{", "\"data\":{\"context\":{\"team\":\"\\udc00\"},"),
          "context.team must not contain");
      envelope(
          "a number out of range",
          envelope.replace("\"data\":{", "\"data\":{\"revision\":1e400,"),
          "revision is out of the range");
    }

    private byte[] with(String part) {
      return bytes(good.replaceFirst("\\{", "{" + part.replace("\\", "\\\\") + ","));
    }

    private void value(String name, byte[] value, String reason) {
      add(name, bytes(id), value, binary(), reason);
    }

    private void attribute(String name, String text, String reason) {
      String shown = text.substring(0, Math.min(30, text.length()));
      add(name + " is " + shown, bytes(id), bytes(good), last(name, text), reason);
    }

    private void envelope(String name, String json, String reason) {
      Headers structured =
          new RecordHeaders().add("content-type", bytes("application/cloudevents+json"));
      add("an envelope of " + name, bytes(id), bytes(json), structured, reason);
    }

    private void add(String name, byte[] key, byte[] value, Headers headers, String reason) {
      all.add(new BadInbound(name, key, value, headers, reason));
    }

    private Headers binary() {
      Headers headers = new RecordHeaders();
      KafkaEvents.write(headers, "e", "/s", eventType, GateDriver.NOW);
      return headers;
    }

    /** Where a header is named twice, the last one counts. */
    private Headers last(String name, String text) {
      return binary().add(name, bytes(text));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
