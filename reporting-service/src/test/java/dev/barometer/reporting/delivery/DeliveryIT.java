package dev.barometer.reporting.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import de.bwaldvogel.mongo.MongoServer;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.contract.report.Report;
import dev.barometer.database.IdFindingBackend;
import dev.barometer.mailserver.SmtpServer;
import dev.barometer.reporting.ReportingServiceApplication;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A report from its plan to its recipients, over the API, through a mail server and a broker. */
class DeliveryIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String OWNER = "owner@example.org";
  private static final String GONE = "gone@example.org";

  @TempDir static Path directory;

  private static final MongoServer DATABASE = new MongoServer(new IdFindingBackend());
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Ahead CLOCK = new Ahead();
  private static EmbeddedBroker broker;
  private static SmtpServer mails;
  private static ConfigurableApplicationContext service;

  /** Nobody scores here: what is collected is waited for in vain, and then told as it is. */
  private static final class Ahead extends Clock {
    private volatile Duration by = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** No configuration that other tests would find. */
  static class Clocks {
    @Bean
    Clock clock() {
      return CLOCK;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.atFreePorts(directory.resolve("kafka"), Map.of()).start();
    mails = new SmtpServer();
    mails.refuse(GONE, "550 5.1.1 no such mailbox");
    service =
        new SpringApplicationBuilder(ReportingServiceApplication.class, Clocks.class)
            .run(
                "--spring.config.name=reporting-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.mongodb.uri="
                    + DATABASE.bindAndGetConnectionString()
                    + "/barometer_reporting",
                "--spring.mail.host=" + mails.host(),
                "--spring.mail.port=" + mails.port(),
                "--barometer.mail.from=desk@example.org",
                "--barometer.links.reporting=https://desk.example.org",
                "--barometer.topics.partitions=1",
                "--barometer.signing-key=" + sha256("services"),
                "--barometer.tokens[0].name=ann",
                "--barometer.tokens[0].role=manager",
                "--barometer.tokens[0].hash=" + sha256("ann"),
                "--barometer.tokens[1].name=bo",
                "--barometer.tokens[1].role=manager",
                "--barometer.tokens[1].hash=" + sha256("bo"));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    DATABASE.shutdownNow();
    mails.close();
    broker.close();
  }

  @Test
  void reachesItsRecipients_andSaysWhomNot() throws Exception {
    String plan =
        """
        {"title":"May","from":"2026-05-01","to":"2026-06-01","languages":["zh-CN","en"],
         "sections":["overview"],"recipients":["%s","%s"]}"""
            .formatted(OWNER, GONE);

    HttpResponse<String> wrong =
        call("POST", "/api/reports", "ann", plan.replace(GONE, "nobody at all"));
    String id = JsonPath.read(call("POST", "/api/reports", "ann", plan).body(), "$.reportId");
    CLOCK.by = Duration.ofMinutes(11);
    await().atMost(LIMIT).until(() -> status(id).equals("draft"));
    call("POST", "/api/reports/" + id + "/submit", "ann", "");
    call("POST", "/api/reports/" + id + "/approve", "bo", "");
    HttpResponse<String> published = call("POST", "/api/reports/" + id + "/publish", "bo", "");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("recipients[1]");
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(JsonPath.<List<String>>read(one(id), "$.deliveries[*].status"))
                    .containsExactly("sent", "refused"));
    String now = one(id);
    assertThat(JsonPath.<List<String>>read(now, "$.history[*].what"))
        .startsWith("planned", "collected", "submitted", "approved", "published")
        .hasSize(7)
        .contains("delivered", "undelivered");
    assertThat(JsonPath.<String>read(now, "$.deliveries[1].why")).contains("5.1.1");
    assertThat(JsonPath.<Integer>read(now, "$.revision")).isEqualTo(5);
    isMailed(id);
    isTold(id);
    isWrittenDown(id);
  }

  private static void isMailed(String id) throws Exception {
    assertThat(mails.taken()).hasSize(1);
    SmtpServer.Taken mail = mails.taken().get(0);
    assertThat(mail.to()).isEqualTo(OWNER);
    assertThat(mail.content())
        .contains("X-Barometer-Id: report-" + id + "-0", "application/pdf", "report-" + id);
    byte[] pdf =
        HTTP.send(
                HttpRequest.newBuilder(address("/api/reports/" + id + ".pdf"))
                    .header("Authorization", "Bearer ann")
                    .build(),
                BodyHandlers.ofByteArray())
            .body();
    String sent = mail.content().replaceAll("\\s", "");
    assertThat(new String(pdf, 0, 4, UTF_8)).isEqualTo("%PDF");
    assertThat(sent).contains(Base64.getEncoder().encodeToString(pdf));
  }

  private static void isTold(String id) {
    List<Report> told =
        all(Topics.REPORTS, Report.class).stream()
            .filter(one -> one.reportId().equals(id))
            .toList();
    assertThat(told)
        .extracting(Report::status)
        .containsExactly("collecting", "draft", "in-review", "approved", "published");
    assertThat(told).extracting(Report::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(told.get(4).checksum()).startsWith("sha256:");
    assertThat(told).extracting(Report::by).doesNotContain("ann", "Ann");
  }

  private static void isWrittenDown(String id) {
    assertThat(all(Topics.AUDIT, AuditEntry.class))
        .filteredOn(one -> one.subject().equals(id))
        .extracting(one -> one.act() + " " + one.caller())
        .containsExactly(
            "report.planned ann",
            "report.submitted ann",
            "report.approved bo",
            "report.published bo");
  }

  private static <T> List<T> all(String topic, Class<T> type) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<T> all = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(one -> all.add(FactJson.read(one.value(), type)));
      }
      return all;
    }
  }

  private static String one(String id) throws Exception {
    return call("GET", "/api/reports/" + id, "ann", "").body();
  }

  private static String status(String id) throws Exception {
    return JsonPath.read(one(id), "$.status");
  }

  private static URI address(String path) {
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
  }

  private static HttpResponse<String> call(String method, String path, String token, String body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(address(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
