package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.barometer.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Very many open invitations in the database on the disk, three instances of survey-service in
 * processes of their own, and thousands of reminders due within a minute; one instance is killed in
 * the middle of them. {@code -Dbarometer.open=...} and {@code -Dbarometer.reminded=...} set how
 * many.
 */
@Tag("soak")
class RemindersIT {
  private static final Logger log = LoggerFactory.getLogger(RemindersIT.class);
  private static final int OPEN = Integer.getInteger("barometer.open", 50_000);
  private static final int REMINDED = Integer.getInteger("barometer.reminded", 5_000);
  private static final int AT_ONCE = 500;
  private static final Duration REMINDER =
      Duration.ofMinutes(Integer.getInteger("barometer.reminder-minutes", 4));
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Four workers, each with two of them, of one instance. */
  private static final int MOST_IN_HAND = 8;

  private static final String SURVEY =
      """
      {"surveyId": "desk", "title": {"en": "How did we do?"}, "questions": [
        {"questionId": "overall", "kind": "scale", "metric": "csat", "scale": "5", "required": true,
         "text": {"en": "How satisfied are you?"}}]}
      """;
  private static final String CAMPAIGN =
      """
      {"campaignId": "%s", "surveyId": "desk", "trigger": {"on": "manual"}, "channel": "%s", "reminders": [%s]}
      """;

  @TempDir private Path folder;

  private final Map<String, Instant> arrived = new ConcurrentHashMap<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final List<SurveyProcess> instances = new ArrayList<>();

  @Test
  void eachIsRemindedOnce_whenThousandsAreDueAtOnceAndOneOfThreeIsKilled() throws Exception {
    Ports ports = Ports.free();
    HttpServer receiver = receiver();
    try (EmbeddedBroker broker =
            EmbeddedBroker.atFreePorts(folder.resolve("broker"), Map.of()).start();
        EmbeddedDatabase database =
            EmbeddedDatabase.start(folder.resolve("database"), ports.database());
        MongoClient client = MongoClients.create(database.uri("barometer_survey"))) {
      begin(settings(broker, database, receiver));
      Instant began = Instant.now();
      issue("open", OPEN - REMINDED);
      Duration issuing = Duration.between(began, Instant.now());
      issue("reminded", REMINDED);
      MongoCollection<Document> invitations =
          client.getDatabase("barometer_survey").getCollection("invitations");
      Map<String, Instant> due = due(invitations);
      assertThat(due).hasSize(REMINDED);
      assertThat(invitations.countDocuments(Filters.in("status", "issued", "reminded")))
          .isEqualTo(OPEN);

      await().atMost(Duration.ofMinutes(30)).until(() -> reminders() >= REMINDED / 5);
      SurveyProcess killed = instances.remove(2);
      List<Long> memory = new ArrayList<>(List.of(killed.mostResident()));
      killed.kill();
      int before = reminders();
      await().atMost(Duration.ofMinutes(15)).until(() -> reminders() == REMINDED);

      for (SurveyProcess each : instances) {
        memory.add(each.mostResident());
      }
      report(due, issuing, before, memory);
      await()
          .atMost(LEASE.multipliedBy(3))
          .untilAsserted(
              () ->
                  assertThat(invitations.countDocuments(Filters.eq("status", "reminded")))
                      .isEqualTo(REMINDED));
      assertThat(repeated.get()).isLessThanOrEqualTo(MOST_IN_HAND);
      assertThat(invitations.countDocuments(Filters.gt("reminders", 1))).isZero();
    } finally {
      for (SurveyProcess each : instances) {
        each.close();
      }
      receiver.stop(0);
    }
  }

  private HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::take);
    server.start();
    return server;
  }

  private void take(HttpExchange call) throws IOException {
    Instant now = Instant.now();
    call.getRequestBody().readAllBytes();
    if (arrived.putIfAbsent(call.getRequestHeaders().getFirst("webhook-id"), now) != null) {
      repeated.incrementAndGet();
    }
    call.sendResponseHeaders(204, -1);
    call.close();
  }

  private int reminders() {
    return (int) arrived.keySet().stream().filter(id -> id.endsWith("|1")).count();
  }

  private static Map<String, String> settings(
      EmbeddedBroker broker, EmbeddedDatabase database, HttpServer receiver) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("spring.cloud.stream.kafka.binder.brokers", broker.bootstrapServers());
    settings.put("spring.cloud.stream.kafka.streams.binder.brokers", broker.bootstrapServers());
    settings.put("spring.mongodb.uri", database.uri("barometer_survey"));
    settings.put("barometer.topics.partitions", "3");
    settings.put("barometer.webhook.url", "http://127.0.0.1:" + receiver.getAddress().getPort());
    settings.put("barometer.links.survey", "http://127.0.0.1:9");
    settings.put("barometer.webhook.secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    return settings;
  }

  private void begin(Map<String, String> settings) throws IOException {
    for (int i = 0; i < 3; i++) {
      instances.add(SurveyProcess.begin(folder.resolve("instance-" + i), settings));
    }
    await()
        .atMost(Duration.ofMinutes(8))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> instances.stream().allMatch(SurveyProcess::isReady));
    SurveyProcess one = instances.get(0);
    one.post("/api/surveys", SURVEY, 201);
    one.post("/api/surveys/desk/versions/1/publish", "{}", 200);
    one.post("/api/campaigns", CAMPAIGN.formatted("open", "link", ""), 201);
    one.post(
        "/api/campaigns", CAMPAIGN.formatted("reminded", "webhook", "\"" + REMINDER + "\""), 201);
    one.post("/api/campaigns/open/start", "{}", 200);
    one.post("/api/campaigns/reminded/start", "{}", 200);
  }

  /** By all instances at once, some hundreds a call. */
  private void issue(String campaign, int people) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(instances.size());
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int from = 0; from < people; from += AT_ONCE) {
        String named =
            IntStream.range(from, Math.min(people, from + AT_ONCE))
                .mapToObj(
                    n ->
                        "{\"id\": \"%1$s-%2$d\", \"email\": \"%1$s-%2$d@example.org\"}"
                            .formatted(campaign, n))
                .collect(Collectors.joining(", "));
        String body = "{\"campaignId\": \"%s\", \"people\": [%s]}".formatted(campaign, named);
        SurveyProcess one = instances.get(calls.size() % instances.size());
        calls.add(callers.submit(() -> one.post("/api/invitations", body, 201)));
      }
      for (Future<?> call : calls) {
        call.get(30, TimeUnit.MINUTES);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** When each is to be reminded, by the id under which that is posted. */
  private static Map<String, Instant> due(MongoCollection<Document> invitations) {
    Map<String, Instant> due = new HashMap<>();
    for (Document one : invitations.find(Filters.eq("campaignId", "reminded"))) {
      due.put(
          "invitation|" + one.getString("_id") + "|1",
          one.getDate("issuedAt").toInstant().plus(REMINDER));
    }
    return due;
  }

  private void report(
      Map<String, Instant> due, Duration issuing, int beforeTheKill, List<Long> memory) {
    List<Duration> late =
        due.entrySet().stream()
            .map(one -> Duration.between(one.getValue(), arrived.get(one.getKey())))
            .sorted()
            .toList();
    Instant first = due.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    Instant last = due.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    log.info(
        "{} open, {} of them issued in {} s; {} reminders due within {} s, {} posted before one"
            + " of three was killed, {} posted again; late: half within {} ms, 99 of 100 within"
            + " {} ms, the last {} ms; most resident, the killed one first, in MB: {}",
        OPEN,
        OPEN - REMINDED,
        issuing.toSeconds(),
        due.size(),
        Duration.between(first, last).toSeconds(),
        beforeTheKill,
        repeated.get(),
        late.get(late.size() / 2).toMillis(),
        late.get(late.size() * 99 / 100).toMillis(),
        late.get(late.size() - 1).toMillis(),
        memory);
    assertThat(late.get(0)).isGreaterThanOrEqualTo(Duration.ZERO);
  }
}
