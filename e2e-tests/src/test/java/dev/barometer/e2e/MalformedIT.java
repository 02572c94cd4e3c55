package dev.barometer.e2e;

import static dev.barometer.e2e.Malformed.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.e2e.Malformed.Entity;
import dev.barometer.e2e.Malformed.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A thousand malformed tickets and responses of over a hundred kinds, between sound ones: over HTTP
 * in all modes, in imported files, and straight onto the inbound and fact topics. Each is refused
 * by name or put aside once per reader; none is stored; mended and sent back, each counts once.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MalformedIT {
  private static final int AT_LEAST = 1_000;
  private static final int ADMINISTRATORS = 8;
  private static final String TICKET_TYPE = "dev.barometer.ticket.closed";
  private static final String RESPONSE_TYPE = "dev.barometer.response.submitted";
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String GATE = "survey-service";
  private static final String SCORING = "scoring-service";
  private static final String COMPLAINT = "complaint-service";
  private static final String REPORTING = "reporting-service";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Map<String, List<String>> READERS =
      Map.of(
          Topics.INBOUND_TICKETS, List.of(GATE),
          Topics.INBOUND_RESPONSES, List.of(GATE),
          Topics.TICKETS, List.of(GATE, SCORING, COMPLAINT, REPORTING),
          Topics.RESPONSES, List.of(GATE, SCORING, COMPLAINT, REPORTING),
          Topics.TALLIES, List.of(REPORTING),
          Topics.SCORES, List.of(REPORTING));

  /**
   * Something malformed that stands on a topic.
   *
   * @param mended what it should have been; null where nobody can mend it
   * @param asItIs whether it can go back as it came: only key or headers were wrong
   */
  private record Standing(
      String kind, String topic, int partition, long offset, String mended, boolean asItIs) {

    List<String> deadLetterIds() {
      return READERS.get(topic).stream()
          .map(group -> String.join("~", group, topic, partition + "", offset + ""))
          .toList();
    }
  }

  @TempDir private static Path data;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final MalformedTally TALLY = new MalformedTally();
  private static final List<Standing> STANDING = new ArrayList<>();
  private static final Map<Entity, Integer> GOOD = new TreeMap<>();
  private static final Map<String, String> BODIES = new ConcurrentHashMap<>();
  private static Suite suite;
  private static KafkaProducer<byte[], byte[]> producer;
  private static int ids;

  @BeforeAll
  static void start() {
    suite = new Suite(data);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                suite.running().bootstrapServers(),
                // What is compressed may be far longer than a record that can be written.
                "compression.type",
                "lz4",
                "max.request.size",
                60_000_000,
                "buffer.memory",
                120_000_000L),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() throws IOException {
    producer.close();
    suite.close();
    TALLY.write(Path.of("target", "malformed", "kinds.md"));
  }

  private static String id() {
    return "M-%05d".formatted(ids++);
  }

  @Test
  @Order(1)
  void refusesEachByName_overHttp() {
    for (Kind kind : Malformed.kinds()) {
      if (kind.entity() == Entity.TICKET) {
        refuseTicket(kind);
      } else {
        refuseResponse(kind);
      }
      sendGood(kind.entity());
    }
    refuseLines();
    refuseEnvelopes();
    refuseEncodings();
  }

  private void refuseTicket(Kind kind) {
    byte[] bad = kind.of(id());
    String good = Entity.TICKET.good(id());
    Map<String, String> binary = binary(TICKET_TYPE);
    refused(kind, post("/api/tickets/events", binary, bad));
    refused(kind, post("/api/tickets/events", with(binary, "Content-Encoding", "gzip"), gzip(bad)));
    refused(kind, post("/api/tickets/events", type(STRUCTURED), envelope(TICKET_TYPE, bad)));
    byte[] event = envelope(TICKET_TYPE, bad);
    refused(kind, post("/api/tickets/events", type(BATCH), list(event)));
    if (kind.isJson()) {
      byte[] sound = envelope(TICKET_TYPE, bytes(good));
      HttpResponse<String> answer = post("/api/tickets/events", type(BATCH), list(sound, event));
      assertThat(answer.statusCode()).as(kind + answer.body()).isEqualTo(207);
      JsonNode items = Suite.JSON.readTree(answer.body()).get("items");
      assertThat(items.get(0).get("status").asInt()).isEqualTo(202);
      assertThat(items.get(1).get("status").asInt()).isEqualTo(422);
      assertNames(kind, items.get(1).get("errors"));
      TALLY.sent();
      TALLY.add(name(kind), "HTTP 422 in 207");
      accepted(Entity.TICKET);
    }
  }

  private void refuseResponse(Kind kind) {
    byte[] bad = kind.of(id());
    Map<String, String> json = type("application/json");
    refused(kind, post("/api/responses", json, bad));
    refused(kind, post("/api/responses", with(json, "Content-Encoding", "gzip"), gzip(bad)));
  }

  /** A file of fifty bad lines and a good one at each end, so that all bad ones are told. */
  private void refuseLines() {
    List<Kind> kinds =
        Malformed.kinds().stream().filter(kind -> kind.entity() == Entity.RESPONSE).toList();
    for (int from = 0; from < kinds.size(); from += 50) {
      List<Kind> lines = kinds.subList(from, Math.min(kinds.size(), from + 50));
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(bytes(Entity.RESPONSE.good(id()) + "\n"));
      for (Kind kind : lines) {
        file.writeBytes(kind.of(id()));
        file.write('\n');
      }
      file.writeBytes(bytes(Entity.RESPONSE.good(id())));
      HttpResponse<String> taken =
          post("/api/responses/import", type("application/x-ndjson"), file.toByteArray());
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
      String job = "/api/jobs/" + Suite.JSON.readTree(taken.body()).get("id").asString();
      Suite.eventually()
          .until(() -> "done".equals(suite.get(survey(), job).get("status").asString()));
      JsonNode done = suite.get(survey(), job);
      assertThat(done.get("accepted").asInt()).isEqualTo(2);
      assertThat(done.get("rejected").asInt()).isEqualTo(lines.size());
      accepted(Entity.RESPONSE);
      accepted(Entity.RESPONSE);
      for (int i = 0; i < lines.size(); i++) {
        JsonNode error = done.get("errors").get(i);
        assertThat(error.get("line").asInt()).isEqualTo(i + 2);
        assertThat(error.toString()).as(lines.get(i).name()).contains(lines.get(i).field());
        TALLY.sent();
        TALLY.add(name(lines.get(i)), "line refused");
      }
    }
  }

  private void refuseEnvelopes() {
    String good = Entity.TICKET.good("M-never");
    String sound = new String(envelope(TICKET_TYPE, bytes(good)), StandardCharsets.UTF_8);
    Map<String, String[]> bad = new LinkedHashMap<>();
    bad.put("no specversion", new String[] {"\"specversion\":\"1.0\",", "", "specversion"});
    bad.put("an old specversion", new String[] {"\"1.0\"", "\"0.3\"", "specversion"});
    bad.put("a number as specversion", new String[] {"\"1.0\"", "1.0", "specversion"});
    bad.put("an event without id", new String[] {"\"id\":\"e\",", "", "id"});
    bad.put("a number as event id", new String[] {"\"id\":\"e\"", "\"id\":7", "id"});
    bad.put("an event without source", new String[] {"\"source\":\"/s\",", "", "source"});
    bad.put(
        "a source of 2,000 characters",
        new String[] {"\"/s\"", "\"" + "s".repeat(2_000) + "\"", "source"});
    bad.put(
        "an event without type", new String[] {"\"type\":\"" + TICKET_TYPE + "\",", "", "type"});
    bad.put("an unknown type", new String[] {TICKET_TYPE, "com.example.made", "type"});
    bad.put(
        "an event's time that is none",
        new String[] {"\"time\":\"" + NOW, "\"time\":\"now", "time"});
    bad.put(
        "an event of tomorrow",
        new String[] {NOW.toString(), NOW.plus(1, ChronoUnit.DAYS).toString(), "time"});
    bad.put(
        "an event of the year 999999999",
        new String[] {"\"time\":\"" + NOW, "\"time\":\"+999999999-12-31T23:59:59Z", "time"});
    bad.put(
        "an event of 1969",
        new String[] {"\"time\":\"" + NOW, "\"time\":\"1969-01-01T00:00:00Z", "time"});
    bad.put(
        "XML as data's type",
        new String[] {"application/json", "application/xml", "datacontenttype"});
    bad.put("an event without data", new String[] {"\"data\":", "\"date\":", "data"});
    bad.put(
        "broken base64", new String[] {"\"data\":", "\"data_base64\":\"%\",\"x\":", "data_base64"});
    bad.forEach(
        (kind, change) -> {
          String event = sound.replace(change[0], change[1]);
          assertThat(event).as(kind).isNotEqualTo(sound);
          refused(kind, change[2], post("/api/tickets/events", type(STRUCTURED), bytes(event)));
          refused(kind, change[2], post("/api/tickets/events", type(BATCH), list(bytes(event))));
        });
    for (String header : List.of("ce-id", "ce-source", "ce-type")) {
      Map<String, String> without = binary(TICKET_TYPE);
      without.remove(header);
      refused("no " + header, header, post("/api/tickets/events", without, bytes(good)));
    }
    Map<String, String> late = with(binary(TICKET_TYPE), "ce-time", "soon");
    refused("a ce-time that is none", "ce-time", post("/api/tickets/events", late, bytes(good)));
  }

  private void refuseEncodings() {
    byte[] ticket = bytes(Entity.TICKET.good("M-never"));
    byte[] response = bytes(Entity.RESPONSE.good("M-never"));
    byte[] zipped = gzip(response);
    byte[] half = Arrays.copyOf(zipped, zipped.length / 2);
    Map<String, String> json = type("application/json");
    Map<String, String> gzip = with(json, "Content-Encoding", "gzip");
    refused("truncated gzip", "body", post("/api/responses", gzip, half));
    refused("gzip that is none", "body", post("/api/responses", gzip, response));
    refused(
        "truncated gzip",
        "body",
        post("/api/tickets/events", with(type(STRUCTURED), "Content-Encoding", "gzip"), half));
    refused(
        "an unknown encoding",
        "Content-Encoding",
        post("/api/responses", with(json, "Content-Encoding", "br"), response));
    refused(
        "a wrong content type", "Content-Type", post("/api/responses", type("text/xml"), response));
    refused("no content type", "Content-Type", post("/api/responses", Map.of(), response));
    refused(
        "a wrong content type",
        "Content-Type",
        post("/api/tickets/events", type("text/plain"), ticket));
    refused("JSON that is no event", "Content-Type", post("/api/tickets/events", json, ticket));
    refused("an empty body", "", post("/api/tickets/events", type(STRUCTURED), new byte[0]));
    refused("an empty body", "", post("/api/responses", json, new byte[0]));
    refused("a batch that is no list", "", post("/api/tickets/events", type(BATCH), bytes("{}")));
    byte[] huge = bytes("{\"x\":\"" + "x".repeat(11_000_000) + "\"}");
    refused("a body of 11 MB", "body", post("/api/responses", json, huge));
    refused("a bomb of 11 MB", "body", post("/api/responses", gzip, gzip(huge)));
    String long1 = "{\"questionId\":\"q0\",\"text\":\"" + "x".repeat(9_999) + "\"}";
    StringBuilder many = new StringBuilder(long1);
    for (int i = 1; i < 150; i++) {
      many.append(',').append(long1.replace("q0", "q" + i));
    }
    String talkative = Entity.RESPONSE.good("M-never").replaceAll("\\[.*]", "[" + many + "]");
    refused(
        "1.5 million characters of comments",
        "answers",
        post("/api/responses", json, bytes(talkative)));
  }

  @Test
  @Order(2)
  void putsEachAside_onceForEachReader() {
    for (Kind kind : Malformed.kinds()) {
      String inbound =
          kind.entity() == Entity.TICKET ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES;
      String facts = kind.entity() == Entity.TICKET ? Topics.TICKETS : Topics.RESPONSES;
      stand(kind, inbound, headers(kind.entity()));
      standStructured(kind, inbound);
      stand(kind, facts, headers(kind.entity()));
      if (kind.name().hashCode() % 3 == 0) {
        standGood(kind.entity());
      }
    }
    for (Entity entity : Entity.values()) {
      standKeysAndHeaders(entity);
    }
    standTold();
    List<Kind> kinds = Malformed.kinds();
    for (int i = 0; TALLY.total() < AT_LEAST; i++) {
      Kind kind = kinds.get(i % kinds.size());
      stand(
          kind,
          kind.entity() == Entity.TICKET ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES,
          headers(kind.entity()));
    }
    Set<String> expected = new HashSet<>();
    STANDING.forEach(standing -> expected.addAll(standing.deadLetterIds()));

    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(suite.get(reporting(), "/api/dead-letters/summary").get("open").asInt())
                    .isEqualTo(expected.size()));
    Map<String, JsonNode> deadLetters = deadLetters();
    assertThat(deadLetters.keySet()).isEqualTo(expected);
    for (Standing standing : STANDING) {
      for (String id : standing.deadLetterIds()) {
        JsonNode deadLetter = deadLetters.get(id);
        assertThat(deadLetter.get("reason").asString()).as(standing.toString()).isNotBlank();
        TALLY.add(standing.kind(), "letter " + deadLetter.get("kind").asString());
      }
    }
    assertThat(TALLY.total()).isGreaterThanOrEqualTo(AT_LEAST);
    assertThat(TALLY.kinds()).isGreaterThanOrEqualTo(40);
  }

  private void stand(Kind kind, String topic, Map<String, byte[]> headers) {
    String id = id();
    RecordMetadata at = send(topic, bytes(id), kind.of(id), headers);
    standing(name(kind), topic, at, kind.entity().good(id), false);
  }

  private void standStructured(Kind kind, String topic) {
    String id = id();
    String type = kind.entity() == Entity.TICKET ? TICKET_TYPE : RESPONSE_TYPE;
    RecordMetadata at =
        send(
            topic,
            bytes(id),
            envelope(type, kind.of(id)),
            Map.of("content-type", bytes(STRUCTURED)));
    standing(name(kind), topic, at, kind.entity().good(id), false);
  }

  private void standing(
      String kind, String topic, RecordMetadata at, String mended, boolean asItIs) {
    STANDING.add(new Standing(kind, topic, at.partition(), at.offset(), mended, asItIs));
    TALLY.sent();
  }

  private void standGood(Entity entity) {
    String id = id();
    String topic = entity == Entity.TICKET ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES;
    send(topic, bytes(id), bytes(entity.good(id)), headers(entity));
    accepted(entity);
  }

  private void standKeysAndHeaders(Entity entity) {
    boolean ticket = entity == Entity.TICKET;
    String inbound = ticket ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES;
    String facts = ticket ? Topics.TICKETS : Topics.RESPONSES;
    for (String topic : List.of(inbound, facts)) {
      byte[] bad = {(byte) 0xff, (byte) 0xfe};
      if (topic.equals(inbound)) { // the broker lets nothing without a key onto a compacted topic
        standKey("no key", topic, null, entity);
      }
      standKey("another key", topic, bytes("somebody"), entity);
      standKey("an empty key", topic, new byte[0], entity);
      standKey("a key that is no UTF-8", topic, bad, entity);
      standKey("a key of 2 MB", topic, new byte[2_000_000], entity);
      standHeader("a ce_time that is none", topic, "ce_time", "soon", entity);
      standHeader(
          "a ce_time of tomorrow", topic, "ce_time", NOW.plus(1, ChronoUnit.DAYS) + "", entity);
      standHeader(
          "a ce_time of the year 999999999",
          topic,
          "ce_time",
          "+999999999-12-31T23:59:59Z",
          entity);
      String id = id();
      String filler = "{\"x\":\"" + "x".repeat(20_000_000) + "\",";
      byte[] huge = bytes(filler + entity.good(id).substring(1));
      standing(
          "a record of 20 MB",
          topic,
          send(topic, bytes(id), huge, headers(entity)),
          entity.good(id),
          false);
    }
    for (String name : List.of("ce_specversion", "ce_id", "ce_source", "ce_type")) {
      standHeader("no " + name, inbound, name, "", entity);
    }
    standHeader("XML by its content type", inbound, "content-type", "text/xml", entity);
    standHeader(
        "a ce_source of 100,000 characters", inbound, "ce_source", "s".repeat(100_000), entity);
    String id = id();
    standing(
        "no value",
        inbound,
        send(inbound, bytes(id), null, headers(entity)),
        entity.good(id),
        false);
    standing(
        "a tombstone of a blank key", facts, send(facts, bytes(" "), null, Map.of()), null, false);
  }

  private void standKey(String kind, String topic, byte[] key, Entity entity) {
    String good = entity.good(id());
    standing(kind, topic, send(topic, key, bytes(good), headers(entity)), good, true);
  }

  private void standHeader(String kind, String topic, String name, String value, Entity entity) {
    String id = id();
    Map<String, byte[]> headers = headers(entity);
    headers.put(name, bytes(value));
    RecordMetadata at = send(topic, bytes(id), bytes(entity.good(id)), headers);
    standing(kind, topic, at, entity.good(id), true);
  }

  /** What scoring-service tells can be malformed, too; nobody can mend that. */
  private void standTold() {
    String tallies =
        """
        {"scope":"team:X","bucket":"d2026-11-22","tallies":[{"metric":"sla","counts":{"1":1},"sum":1}]}""";
    String key = ScopeTallies.key("team:X", "d2026-11-22");
    told("tallies of no scope", Topics.TALLIES, key, tallies.replace("team:X", "x"));
    told("tallies of no bucket", Topics.TALLIES, key, tallies.replace("d2026", "w2026"));
    told("tallies of no metric", Topics.TALLIES, key, tallies.replace("sla", "s l a"));
    told("tallies with no such code", Topics.TALLIES, key, tallies.replace("\"1\":1", "\"9\":1"));
    told("tallies with a negative count", Topics.TALLIES, key, tallies.replace(":1}", ":-1}"));
    told(
        "tallies that overflow",
        Topics.TALLIES,
        key,
        tallies.replace(":1}", ":9223372036854775807}"));
    told("tallies of nothing", Topics.TALLIES, key, "{}");
    told("tallies under another key", Topics.TALLIES, "all|d2026-11-22", tallies);
    told("a tombstone of no bucket", Topics.TALLIES, "all", null);
    String scores = "{\"scope\":\"team:X\",\"at\":\"" + NOW + "\",\"windows\":{\"24h\":[]}}";
    told("scores of no scope", Topics.SCORES, "team:X", scores.replace("team:X", "x"));
    told("scores of no time", Topics.SCORES, "team:X", scores.replace(NOW + "", "soon"));
    told(
        "scores of a far time",
        Topics.SCORES,
        "team:X",
        scores.replace(NOW + "", "+999999999-01-01T00:00:00Z"));
    told("scores of a window with a dot", Topics.SCORES, "team:X", scores.replace("24h", "2.4h"));
    told(
        "scores of a window with a dollar", Topics.SCORES, "team:X", scores.replace("24h", "$24h"));
  }

  private void told(String kind, String topic, String key, String value) {
    RecordMetadata at =
        send(
            topic,
            bytes(key),
            value == null ? null : bytes(value),
            new LinkedHashMap<>(Map.of("ce_sequence", bytes("1"))));
    standing(kind, topic, at, null, false);
  }

  @Test
  @Order(3)
  void storesNothingOfIt_andTheMetersAddUp() {
    Suite.eventually()
        .untilAsserted(() -> assertCounted(good(Entity.TICKET), good(Entity.RESPONSE)));
    assertThat(suite.get(suite.running().complaint(), "/api/complaints").get("items")).isEmpty();
    Suite.eventually().untilAsserted(this::assertMeters);
  }

  private void assertMeters() {
    Map<String, Map<String, Long>> gate = meters(survey());
    for (Entity entity : Entity.values()) {
      boolean ticket = entity == Entity.TICKET;
      String inbound = ticket ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES;
      String facts = ticket ? Topics.TICKETS : Topics.RESPONSES;
      assertThat(gate.get(inbound))
          .as(inbound)
          .containsEntry("received", good(entity) + standing(inbound))
          .containsEntry("handled", good(entity))
          .containsEntry("dead-lettered", standing(inbound));
      for (String reader : READERS.get(facts)) {
        assertThat(meters(service(reader)).get(facts))
            .as(reader + " " + facts)
            .containsEntry("received", good(entity) + standing(facts))
            .containsEntry("handled", good(entity))
            .containsEntry("dead-lettered", standing(facts));
      }
    }
    Map<String, Map<String, Long>> reporting = meters(reporting());
    assertThat(reporting.get(Topics.TALLIES))
        .containsEntry("dead-lettered", standing(Topics.TALLIES));
    assertThat(reporting.get(Topics.SCORES))
        .containsEntry("dead-lettered", standing(Topics.SCORES));
    for (URI service : List.of(survey(), service(SCORING), service(COMPLAINT), reporting())) {
      meters(service)
          .forEach(
              (consumer, counts) ->
                  assertThat(counts.get("received"))
                      .as(service + " " + consumer + " " + counts)
                      .isEqualTo(
                          counts.get("handled")
                              + counts.get("duplicate")
                              + counts.getOrDefault("dead-lettered", 0L)));
    }
  }

  private static long standing(String topic) {
    return STANDING.stream().filter(standing -> standing.topic().equals(topic)).count();
  }

  @Test
  @Order(4)
  void countsEachOnce_whenItIsMendedAndSentBack() throws Exception {
    List<Callable<Void>> acts = new ArrayList<>();
    for (Standing standing : STANDING) {
      for (String id : standing.deadLetterIds()) {
        acts.add(
            () -> {
              settle(standing, id);
              return null;
            });
      }
    }
    sideBySide(acts);

    long tickets = mended(Entity.TICKET);
    long responses = mended(Entity.RESPONSE);
    Suite.eventually()
        .untilAsserted(
            () -> assertCounted(good(Entity.TICKET) + tickets, good(Entity.RESPONSE) + responses));
    assertThat(suite.get(reporting(), "/api/dead-letters/summary").get("open").asInt()).isZero();
  }

  /** What can be mended is, and sent back; the rest is discarded. */
  private static void settle(Standing standing, String id) {
    if (standing.mended() == null) {
      assertThat(admin(id + "/send-back", "").statusCode()).isIn(409, 422);
      assertThat(admin(id + "/discard", "{\"reason\":\"made for a test\"}").statusCode())
          .isEqualTo(200);
      assertThat(admin(id + "/discard", "{\"reason\":\"again\"}").statusCode()).isEqualTo(409);
      TALLY.add(standing.kind(), "discarded");
      return;
    }
    HttpResponse<String> asItIs = admin(id + "/send-back", "");
    if (standing.asItIs()) {
      assertThat(asItIs.statusCode()).as(standing + asItIs.body()).isEqualTo(200);
      BODIES.put(id, "");
      TALLY.add(standing.kind(), "sent back as it was");
      return;
    }
    assertThat(asItIs.statusCode()).as(standing + asItIs.body()).isEqualTo(422);
    assertThat(Suite.JSON.readTree(asItIs.body()).get("errors").get(0).get("field").asString())
        .startsWith("value");
    String body = "{\"value\":" + standing.mended() + "}";
    HttpResponse<String> mended = admin(id + "/send-back", body);
    assertThat(mended.statusCode()).as(standing + mended.body()).isEqualTo(200);
    BODIES.put(id, body);
    TALLY.add(standing.kind(), "mended");
  }

  /** Each waits for the broker most of the time. */
  private static void sideBySide(List<Callable<Void>> acts) throws Exception {
    ExecutorService administrators = Executors.newFixedThreadPool(ADMINISTRATORS);
    try {
      for (Future<Void> done : administrators.invokeAll(acts)) {
        done.get();
      }
    } finally {
      administrators.shutdownNow();
    }
  }

  @Test
  @Order(5)
  void changesNothing_whenItIsSentBackAgain() throws Exception {
    List<Callable<Void>> acts = new ArrayList<>();
    BODIES.forEach(
        (id, body) ->
            acts.add(
                () -> {
                  assertThat(admin(id + "/send-back", body).statusCode()).as(id).isEqualTo(200);
                  return null;
                }));
    sideBySide(acts);

    Map<String, Long> sent = new TreeMap<>();
    for (Standing standing : STANDING) {
      if (standing.mended() != null) {
        String inbound =
            standing.topic().endsWith("tickets")
                ? Topics.INBOUND_TICKETS
                : Topics.INBOUND_RESPONSES;
        sent.merge(inbound, 2L * standing.deadLetterIds().size(), Long::sum);
      }
    }
    Suite.eventually()
        .untilAsserted(
            () -> {
              for (Entity entity : Entity.values()) {
                String inbound =
                    entity == Entity.TICKET ? Topics.INBOUND_TICKETS : Topics.INBOUND_RESPONSES;
                long handled = good(entity) + mended(entity);
                assertThat(meters(survey()).get(inbound))
                    .containsEntry("received", good(entity) + standing(inbound) + sent.get(inbound))
                    .containsEntry("handled", handled)
                    .containsEntry("duplicate", good(entity) + sent.get(inbound) - handled);
              }
            });
    assertCounted(
        good(Entity.TICKET) + mended(Entity.TICKET),
        good(Entity.RESPONSE) + mended(Entity.RESPONSE));
    assertThat(suite.get(reporting(), "/api/dead-letters/summary").get("open").asInt()).isZero();
  }

  private static long mended(Entity entity) {
    String plural = entity == Entity.TICKET ? "tickets" : "responses";
    return STANDING.stream()
        .filter(standing -> standing.mended() != null && standing.topic().endsWith(plural))
        .count();
  }

  private void assertCounted(long tickets, long responses) {
    Map<String, String> period =
        Map.of(
            "from", NOW.minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS).toString(),
            "to", NOW.plus(2, ChronoUnit.HOURS).toString());
    assertThat(suite.score("tickets-opened", period).get("n").asLong()).isEqualTo(tickets);
    assertThat(suite.score("sla", period).get("n").asLong()).isEqualTo(tickets);
    assertThat(suite.score("responses", period).get("n").asLong()).isEqualTo(responses);
    assertThat(suite.score("nps", period).get("n").asLong()).isEqualTo(responses);
    assertThat(ticketRows()).isEqualTo(tickets);
  }

  private static long ticketRows() {
    long rows = 0;
    String cursor = "";
    while (cursor != null) {
      JsonNode page = suite.get(reporting(), "/api/tickets?limit=1000" + cursor);
      rows += page.get("items").size();
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : null;
    }
    return rows;
  }

  private static Map<String, JsonNode> deadLetters() {
    Map<String, JsonNode> deadLetters = new TreeMap<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = suite.get(reporting(), "/api/dead-letters?limit=200" + cursor);
      page.get("items").forEach(item -> deadLetters.put(item.get("id").asString(), item));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : null;
    }
    return deadLetters;
  }

  private static final Pattern METER =
      Pattern.compile("barometer_facts_([a-z_]+)_total\\{.*?consumer=\"([^\"]+)\".*?} ([0-9.E]+)");

  /** What a service's meters say, by consumer; dead letters of all reasons together. */
  private static Map<String, Map<String, Long>> meters(URI service) {
    Map<String, Map<String, Long>> meters = new TreeMap<>();
    HttpResponse<String> answer = send(request(service, "/actuator/prometheus").GET().build());
    Matcher lines = METER.matcher(answer.body());
    while (lines.find()) {
      meters
          .computeIfAbsent(lines.group(2), none -> new TreeMap<>())
          .merge(
              lines.group(1).replace('_', '-'),
              (long) Double.parseDouble(lines.group(3)),
              Long::sum);
    }
    return meters;
  }

  private static void sendGood(Entity entity) {
    byte[] good = bytes(entity.good(id()));
    HttpResponse<String> answer =
        entity == Entity.TICKET
            ? post("/api/tickets/events", binary(TICKET_TYPE), good)
            : post("/api/responses", type("application/json"), good);
    assertThat(answer.statusCode()).as(answer.body()).isIn(201, 202);
    accepted(entity);
  }

  private static void accepted(Entity entity) {
    GOOD.merge(entity, 1, Integer::sum);
  }

  private static long good(Entity entity) {
    return GOOD.get(entity);
  }

  private static String name(Kind kind) {
    return kind.entity().name().toLowerCase(java.util.Locale.ROOT) + ": " + kind.name();
  }

  private static void refused(Kind kind, HttpResponse<String> answer) {
    refused(name(kind), kind.field(), answer);
  }

  private static void refused(String kind, String field, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(kind + " " + answer.body()).isBetween(400, 499);
    JsonNode errors = Suite.JSON.readTree(answer.body()).get("errors");
    assertThat(errors).as(kind + " " + answer.body()).isNotNull().isNotEmpty();
    assertNames(kind, field, errors);
    TALLY.sent();
    TALLY.add(kind, "HTTP " + answer.statusCode());
  }

  private static void assertNames(Kind kind, JsonNode errors) {
    assertNames(name(kind), kind.field(), errors);
  }

  private static void assertNames(String kind, String field, JsonNode errors) {
    boolean named = false;
    for (JsonNode error : errors) {
      assertThat(error.get("rule").asString()).isNotBlank();
      named |= error.get("field").asString().endsWith(field);
    }
    assertThat(named).as(kind + " names " + field + " in " + errors).isTrue();
  }

  private static Map<String, byte[]> headers(Entity entity) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", bytes("1.0"));
    headers.put("ce_id", bytes("e"));
    headers.put("ce_source", bytes("/s"));
    headers.put("ce_type", bytes(entity == Entity.TICKET ? TICKET_TYPE : RESPONSE_TYPE));
    headers.put("ce_time", bytes(NOW.toString()));
    headers.put("content-type", bytes("application/json"));
    return headers;
  }

  private static RecordMetadata send(
      String topic, byte[] key, byte[] value, Map<String, byte[]> headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    headers.forEach(record.headers()::add);
    try {
      return producer.send(record).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] envelope(String type, byte[] data) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(
        bytes(
            """
            {"specversion":"1.0","id":"e","source":"/s","type":"%s","time":"%s",\
            "datacontenttype":"application/json","data":"""
                .formatted(type, NOW)));
    event.writeBytes(data);
    event.write('}');
    return event.toByteArray();
  }

  private static byte[] list(byte[]... events) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (byte[] event : events) {
      list.write(list.size() == 0 ? '[' : ',');
      list.writeBytes(event);
    }
    list.write(']');
    return list.toByteArray();
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static Map<String, String> type(String contentType) {
    return new LinkedHashMap<>(Map.of("Content-Type", contentType));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> binary(String type) {
    Map<String, String> headers = type("application/json");
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", "e");
    headers.put("ce-source", "/s");
    headers.put("ce-type", type);
    headers.put("ce-time", NOW.toString());
    return headers;
  }

  private static HttpResponse<String> post(String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request = request(survey(), path);
    headers.forEach(request::header);
    return send(request.POST(BodyPublishers.ofByteArray(body)).build());
  }

  private static HttpResponse<String> admin(String path, String body) {
    return send(
        request(reporting(), "/api/dead-letters/" + path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + InProcessStack.TOKEN);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI survey() {
    return suite.running().survey();
  }

  private static URI reporting() {
    return suite.running().reporting();
  }

  private static URI service(String name) {
    return switch (name) {
      case GATE -> survey();
      case SCORING -> suite.running().scoring();
      case COMPLAINT -> suite.running().complaint();
      default -> reporting();
    };
  }
}
