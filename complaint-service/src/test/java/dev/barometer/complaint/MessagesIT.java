package dev.barometer.complaint;

import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.complaint.cases.CaseReference;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.mail.KeptMailRepository;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What is written to people, in the whole service: from topics, by its API and on its pages. */
class MessagesIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

  @TempDir static Path directory;

  private static final MongoServer DATABASE = new MongoServer(new MemoryBackend());
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static EmbeddedBroker broker;
  private static ConfigurableApplicationContext service;
  private static KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.atFreePorts(directory.resolve("kafka"), Map.of()).start();
    service =
        new SpringApplicationBuilder(ComplaintServiceApplication.class)
            .run(
                "--spring.config.name=complaint-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.mongodb.uri="
                    + DATABASE.bindAndGetConnectionString()
                    + "/barometer_complaint",
                "--barometer.topics.partitions=1",
                "--barometer.mail.kept=true",
                "--barometer.signing-key=" + sha256("services"),
                "--barometer.tokens[0].name=agent",
                "--barometer.tokens[0].role=agent",
                "--barometer.tokens[0].hash=" + sha256("agent-token"),
                "--barometer.tokens[1].name=manager",
                "--barometer.tokens[1].role=manager",
                "--barometer.tokens[1].hash=" + sha256("manager-token"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    service.close();
    DATABASE.shutdownNow();
    broker.close();
  }

  @Test
  void writesToTheRequesterOfTheTicket_onceABadAnswerIsThere() throws Exception {
    String id = openedFor("INC1", "u-1");

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(history(id)).containsExactly("opened", "receipt-sent", "delivered"));
    assertThat(service.getBean(KeptMailRepository.class).page(null, 10).items())
        .anySatisfy(
            mail -> {
              assertThat(mail.to()).isEqualTo("u-1@example.org");
              assertThat(mail.subject()).contains("알려 주셔서 감사합니다", CaseReference.of(id));
              assertThat(mail.subject() + mail.text() + mail.html()).doesNotContain(id);
            });

    HttpResponse<String> filled =
        call("GET", "/api/complaints/" + id + "/templates?purpose=answer", "agent-token", null, "");
    assertThat(JsonPath.<List<String>>read(filled.body(), "$.items[*].locale"))
        .containsExactly("ko");
    assertThat(JsonPath.<String>read(filled.body(), "$.items[0].text"))
        .contains("보라 님", "agent 드림")
        .doesNotContain("{{customer}}");
    assertThat(
            call("GET", "/api/complaints/" + id + "/templates?purpose=x", "agent-token", null, "")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void letsAnAgentWriteOnAPage_withoutScripts() throws Exception {
    String id = openedFor("INC2", "u-2");
    Visitor agent = new Visitor();
    agent.submit("/login", "/login", Map.of("username", "agent", "password", "agent-token"));
    String page = "/desk/" + id + "/message";

    String begun = agent.get(page + "?kind=acknowledge&template=acknowledge").body();
    String checked =
        agent
            .submit(
                page,
                page,
                Map.of("kind", "message", "message", "진정하세요 {{due}} <b>", "do", "check"))
            .body();
    String seen = find(Pattern.compile("name=\"seen\" value=\"(\\d+)\""), begun);
    HttpResponse<String> old =
        agent.submit(
            page, page, Map.of("kind", "message", "message", "안녕", "do", "send", "seen", "0"));
    HttpResponse<String> sent =
        agent.submit(
            page, page, Map.of("kind", "message", "message", "안녕하세요.\r\n곧 연락드립니다.", "do", "send"));
    String letter = agent.get("/desk/" + id + "/letter").body();
    HttpResponse<String> printed = agent.get("/desk/" + id + "/letter?format=pdf");

    assertThat(begun).contains("보라 님, 안녕하세요.", "u-2@example.org");
    assertThat(Long.parseLong(seen)).isPositive();
    assertThat(checked).contains("<mark dir=\"auto\">진정하</mark>", "{{due}}", "&lt;b&gt;");
    assertThat(old.statusCode()).isEqualTo(412);
    assertThat(old.body()).contains("안녕</textarea>");
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(letter).contains("보라", "곧 연락드립니다.", "INC2");
    assertThat(printed.body()).startsWith("%PDF");
    assertThat(printed.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(
            name -> assertThat(name).contains("letter-" + CaseReference.of(id) + ".pdf"));
    assertThat(printed.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(agent.get("/desk/" + id + "/letter?format=docx").statusCode()).isEqualTo(422);
    assertThat(history(id)).contains("message-sent");
  }

  @Test
  void sendsAFormalAnswerAsALetterToo() throws Exception {
    String id = openedFor("INC3", "u-3");
    String moves = "/api/complaints/" + id + "/";

    call("POST", moves + "acknowledge", "agent-token", null, "{}");
    call(
        "POST",
        moves + "assess",
        "agent-token",
        null,
        "{\"severity\":\"normal\",\"kind\":\"complaint\"}");
    HttpResponse<String> answered =
        call(
            "POST",
            moves + "respond",
            "agent-token",
            null,
            "{\"message\":\"죄송합니다.\",\"formal\":true}");

    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(service.getBean(KeptMailRepository.class).page(null, 20).items())
                    .anySatisfy(
                        mail -> {
                          assertThat(mail.to()).isEqualTo("u-3@example.org");
                          assertThat(mail.attachments())
                              .containsExactly("letter-" + CaseReference.of(id) + ".pdf");
                        }));
  }

  @Test
  void letsManagersKeepPhrasesAndTemplates() throws Exception {
    String lists =
        "{\"lists\":{\"en\":[{\"phrase\":\"tough luck\",\"because\":\"It mocks.\",\"better\":\"Sorry.\"}],"
            + "\"ko\":[{\"phrase\":\"진정하\",\"because\":\"감정을 평가합니다.\"}]}}";
    String path = "/api/complaint-wording";
    HttpResponse<String> first = call("GET", path, "manager-token", null, "");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(call("PUT", path, "agent-token", tag, lists).statusCode()).isEqualTo(403);
    assertThat(call("PUT", path, "manager-token", tag, lists).statusCode()).isEqualTo(200);
    assertThat(call("PUT", path, "manager-token", tag, lists).statusCode()).isEqualTo(412);
    HttpResponse<String> found =
        call("POST", "/api/complaints/wording", "agent-token", null, "{\"text\":\"Tough  luck!\"}");
    assertThat(JsonPath.<List<Map<String, Object>>>read(found.body(), "$.findings"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one)
                    .containsEntry("phrase", "Tough  luck")
                    .containsEntry("start", 0)
                    .containsEntry("end", 11)
                    .containsEntry("because", "It mocks."));

    String templates = "/api/complaint-templates";
    String wrong =
        "{\"templates\":[{\"templateId\":\"a\",\"purpose\":\"answer\",\"locale\":\"en\",\"title\":\"A\",\"text\":\"{{nobody}}\"}]}";
    HttpResponse<String> refused = call("PUT", templates, "manager-token", "*", wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("templates[0].text");
    assertThat(
            JsonPath.<List<Object>>read(
                call("GET", templates, "manager-token", null, "").body(), "$.templates"))
        .hasSize(15);
  }

  private static String openedFor(String ticketId, String personId) throws Exception {
    Ticket ticket =
        Ticket.builder(ticketId)
            .revision(1)
            .status(Ticket.OPEN)
            .openedAt(NOW)
            .requester(new Requester(personId, "보라", personId + "@example.org", "ko-KR"))
            .build();
    send(Topics.TICKETS, ticket, EventTypes.TICKET_OPENED);
    await()
        .atMost(LIMIT)
        .until(() -> service.getBean(TicketRepository.class).find(ticketId).isPresent());
    send(
        Topics.RESPONSES,
        response("r-" + personId, 1, ticketId, personId, NOW, nps(2)),
        EventTypes.RESPONSE_SUBMITTED);
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                JsonPath.<List<String>>read(
                    call("GET", "/api/complaints", "agent-token", null, "").body(),
                    "$.items[?(@.ticketId == '" + ticketId + "')].complaintId"),
            found -> found.size() == 1)
        .get(0);
  }

  private static List<String> history(String id) throws Exception {
    return JsonPath.read(
        call("GET", "/api/complaints/" + id, "agent-token", null, "").body(), "$.history[*].what");
  }

  private static void send(String topic, Fact fact, String type) throws Exception {
    var record = new ProducerRecord<>(topic, fact.id(), FactJson.write(fact));
    KafkaEvents.write(
        record.headers(),
        fact.id() + "-" + fact.revision(),
        "/barometer/survey-service",
        type,
        NOW);
    producer.send(record).get();
  }

  private static URI address(String path) {
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
  }

  private static HttpResponse<String> call(
      String method, String path, String token, String ifMatch, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(address(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String find(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  /** Somebody with a browser that runs no scripts. */
  private static final class Visitor {
    private final HttpClient http =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> get(String path) throws Exception {
      return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> submit(String page, String path, Map<String, String> fields)
        throws Exception {
      String form =
          fields.entrySet().stream()
              .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
              .collect(Collectors.joining("&"));
      return http.send(
          HttpRequest.newBuilder(address(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Origin", address("").toString())
              .POST(
                  BodyPublishers.ofString(
                      form + "&_csrf=" + URLEncoder.encode(find(CSRF, get(page).body()), UTF_8)))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static String sha256(String token) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    return HexFormat.of().formatHex(hash);
  }
}
