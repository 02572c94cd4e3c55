package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.barometer.contract.Topics;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.quickstart.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One person is erased: after compaction and cleaning no store, topic, index, log or mail queue
 * holds his id, name, address or words, every score is what it is without him, and nothing that is
 * sent again brings him back. While all goes on, the last record of each key is looked at, which is
 * what compaction leaves; at the end the broker compacts and deletes, and every record and every
 * byte of its files is looked at.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String PERSON = "quendolin/zz7";
  private static final String PATH = "/api/people/quendolin%2Fzz7";

  /** None of them stands anywhere but where this person does. */
  private static final List<String> TRACES =
      List.of("quendolin", "zz7", "wilhelmina", "wq@example.org", "bandersnatch");

  private static final Map<String, String> AS_AFTER_THE_LAG =
      Map.of(
          "min.compaction.lag.ms", "0",
          "max.compaction.lag.ms", "1000",
          "min.cleanable.dirty.ratio", "0",
          "delete.retention.ms", "0",
          "segment.ms", "100",
          "file.delete.delay.ms", "100");

  private static final Map<String, String> AS_AFTER_THE_RETENTION =
      Map.of("retention.ms", "100", "file.delete.delay.ms", "100");

  private static final Pattern LINK = Pattern.compile("/s/[A-Za-z0-9_-]{22}");
  private static final String TEAM = "Team of all";

  private static final Map<String, String> DAYS =
      Map.of(
          "from", NOW.minus(30, ChronoUnit.DAYS).toString(),
          "to", NOW.plus(1, ChronoUnit.DAYS).toString());

  /** All scores, before he came. */
  private static List<String> withoutHim = List.of();

  @TempDir private static Path data;
  private static InProcessStack stack;
  private static Suite suite;
  private static MongoClient mongo;
  private static Broker broker;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @BeforeAll
  static void start() {
    LOG.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    List<Ports> chosen = new ArrayList<>();
    stack =
        InProcessStack.embedded(
            data,
            ports -> {
              chosen.add(ports);
              return Map.of(
                  "barometer.mail.kept", "true",
                  "barometer.asking.settle", "0s",
                  "barometer.people.look-again", "2s",
                  "embedded-broker.log.cleaner.backoff.ms", "200",
                  "embedded-broker.log.initial.task.delay.ms", "200",
                  "embedded-broker.log.retention.check.interval.ms", "500");
            });
    suite = new Suite(stack);
    mongo = MongoClients.create("mongodb://localhost:" + chosen.get(0).database());
    broker = new Broker(stack.broker());
  }

  @AfterAll
  static void stop() {
    mongo.close();
    suite.close();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
  }

  private static Map<String, Object> ticket(String id, int revision, String person) {
    Map<String, Object> event =
        new HashMap<>(
            FlowFixtures.ticket(id, revision, NOW.minusSeconds(3_600), NOW.minusSeconds(60), TEAM));
    Map<String, Object> told =
        new LinkedHashMap<>(
            FlowFixtures.ticketData(
                id, revision, NOW.minusSeconds(3_600), NOW.minusSeconds(60), TEAM));
    boolean isHis = person.equals(PERSON);
    told.put(
        "requester",
        Map.of(
            "id",
            person,
            "name",
            isHis ? "Wilhelmina Q." : person,
            "email",
            isHis ? "wq@example.org" : person + "@example.org"));
    told.put("subject", isHis ? "The bandersnatch cannot print" : "Cannot print");
    event.put("data", told);
    return event;
  }

  private static Map<String, Object> response(String id, int point, String person) {
    Map<String, Object> response = new HashMap<>(FlowFixtures.response(id, point, NOW, TEAM));
    response.put("respondent", Map.of("id", person));
    response.put("ticketId", "T-" + id);
    response.put(
        "answers",
        List.of(
            Map.of("questionId", "recommend", "metric", "nps", "scale", "0-10", "value", point),
            Map.of(
                "questionId",
                "why",
                "text",
                person.equals(PERSON) ? "Frumious bandersnatch" : "Fine")));
    return response;
  }

  private static void post(String path, Object body, int status) {
    HttpResponse<String> answer =
        suite.post(suite.running().survey(), path, "application/json", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private static Map<String, Object> contract() {
    return Map.of(
        "specversion", "1.0",
        "id", "K-1-1",
        "source", "/contracts/test",
        "type", "dev.barometer.lifecycle.contract-updated",
        "time", NOW.toString(),
        "datacontenttype", "application/json",
        "data",
            Map.of(
                "subjectId",
                "K-1",
                "revision",
                1,
                "kind",
                "contract",
                "name",
                "Bandersnatch care",
                "person",
                Map.of("id", PERSON, "email", "wq@example.org"),
                "renewsAt",
                NOW.plus(90, ChronoUnit.DAYS).toString()));
  }

  /**
   * Every score of everything and of his team, but for when it was asked for, and for what is
   * counted of tickets and cases: these stay, without him.
   */
  private static List<String> scores() {
    String metrics =
        said().stream().map(metric -> "metric=" + metric.id()).collect(Collectors.joining("&"));
    JsonNode told =
        suite.get(
            suite.running().reporting(),
            "/api/scores?%s&scope=all&scope=%s&from=%s&to=%s"
                .formatted(metrics, encoded("team:" + TEAM), DAYS.get("from"), DAYS.get("to")));
    List<String> scores = new ArrayList<>();
    for (JsonNode score : told.get("items")) {
      ((ObjectNode) score).remove(List.of("asOf", "complete"));
      scores.add(score.toString());
    }
    assertThat(scores).hasSize(2 * said().size());
    return scores;
  }

  private static List<Metric> said() {
    Set<String> ofWork =
        Set.of("tickets-opened", "tickets-closed", "art", "sla", "reopen-rate", "complaints");
    return Metrics.all().stream().filter(metric -> !ofWork.contains(metric.id())).toList();
  }

  private static String nps() {
    JsonNode score = suite.score("nps", Map.of("scope", "team:" + TEAM));
    return score.get("n").asLong() + " " + score.get("value").asString();
  }

  private static String rate() {
    JsonNode score = suite.score("response-rate", Map.of());
    return score.get("n").asLong() + " " + score.get("value").asString();
  }

  /** The places in all databases that hold a trace of him, in keys or values. */
  private static List<String> inStores() {
    List<String> found = new ArrayList<>();
    for (String name : mongo.listDatabaseNames()) {
      MongoDatabase database = mongo.getDatabase(name);
      for (String collection : database.listCollectionNames()) {
        for (Document each : database.getCollection(collection).find()) {
          if (isTrace(each.toJson())) {
            found.add(name + "." + collection + " " + each.toJson());
          }
        }
      }
    }
    return found;
  }

  private static boolean isTrace(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return TRACES.stream().anyMatch(lower::contains);
  }

  /** Every topic there is, by how it is kept. */
  private static Map<String, Boolean> topicsAndWhetherCompacted() {
    try (Admin admin = Admin.create(stack.broker())) {
      Map<String, Boolean> topics = new LinkedHashMap<>();
      for (String topic : new TreeSet<>(admin.listTopics().names().get())) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String policy =
            admin
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
        topics.put(topic, policy.contains("compact"));
      }
      return topics;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The topics that hold a trace of him when they are compacted. */
  private static List<String> onTopics() {
    List<String> found = new ArrayList<>();
    topicsAndWhetherCompacted()
        .forEach(
            (topic, compacted) -> {
              if (topic.startsWith("barometer.inbound.") && !topic.endsWith(".dlq")) {
                assertThat(compacted).as(topic).isFalse(); // they go with their time
              } else {
                Map<String, ConsumerRecord<String, byte[]>> left = new LinkedHashMap<>();
                for (ConsumerRecord<String, byte[]> record : broker.read(topic)) {
                  String place = record.partition() + "@" + record.offset();
                  left.put(compacted ? record.partition() + "/" + record.key() : place, record);
                }
                left.values().stream()
                    .filter(record -> isTrace(textOf(record)))
                    .forEach(record -> found.add(topic + " " + textOf(record)));
              }
            });
    return found;
  }

  /** All of a record that is not nothing: of a tombstone nothing is left. */
  private static String textOf(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(String.valueOf(record.key()));
    text.append(' ').append(new String(record.value(), UTF_8));
    record
        .headers()
        .forEach(
            header ->
                text.append(' ')
                    .append(header.value() == null ? "" : new String(header.value(), UTF_8)));
    return text.toString();
  }

  private static String linkTo(String address) {
    for (Document each : mongo.getDatabase("barometer_survey").getCollection("kept_mails").find()) {
      Matcher link = LINK.matcher(each.toJson());
      if (each.getString("to").equals(address) && link.find()) {
        return link.group();
      }
    }
    return null;
  }

  private static HttpResponse<String> visit(String path, String form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(suite.running().survey().resolve(path));
    if (form != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  /** What somebody took down of him: no answer leads to it. */
  private static void complainByPhone(int status) {
    HttpResponse<String> answer =
        suite.post(
            suite.running().complaint(),
            "/api/complaints",
            "application/json",
            Map.of(
                "kind",
                "complaint",
                "person",
                Map.of("id", PERSON, "name", "Wilhelmina Q.", "email", "wq@example.org"),
                "channel",
                "phone",
                "text",
                "The bandersnatch still cannot print"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  @Order(1)
  void thePersonIsEverywhere_onceHeAskedForHelpAndAnswered() throws Exception {
    post(
        "/api/campaigns",
        Map.of(
            "campaignId", "c",
            "surveyId", "after-ticket",
            "trigger", Map.of("on", "ticket-resolved"),
            "channel", "mail",
            "delay", "PT0S"),
        201);
    post("/api/campaigns/c/start", Map.of(), 200);
    List<Map<String, Object>> tickets = new ArrayList<>();
    for (int other = 0; other < 6; other++) {
      tickets.add(ticket("T-" + other, 1, "other" + other));
    }
    suite.postTickets(tickets);
    for (int other = 0; other < 6; other++) {
      post("/api/responses", response("o" + other, 4 + other, "other" + other), 201);
    }
    Suite.eventually()
        .untilAsserted(
            () -> {
              assertThat(nps()).startsWith("6 ");
              assertThat(rate()).startsWith("6 ");
              assertThat(suite.score("complaints", DAYS).get("n").asInt()).isEqualTo(3);
              assertThat(suite.score("response-rate-delivered", DAYS).get("n").asInt())
                  .isEqualTo(6);
            });
    withoutHim = scores();

    suite.postTickets(List.of(ticket("T-his", 1, PERSON)));
    HttpResponse<String> told =
        suite.post(
            suite.running().survey(),
            "/api/lifecycle/events",
            "application/cloudevents+json",
            contract());
    assertThat(told.statusCode()).as(told.body()).isEqualTo(202);
    post("/api/responses", response("his", 0, PERSON), 201);
    complainByPhone(201);
    Suite.eventually()
        .untilAsserted(() -> assertThat(inStores()).anyMatch(one -> one.contains("kept_mails")));
    String link = linkTo("wq@example.org");
    assertThat(visit(link + "/partial", "q.recommend=3").statusCode()).isEqualTo(204);
    assertThat(visit(link + "/my-data", null).body()).contains("not counted yet");
    assertThat(suite.get(suite.running().survey(), PATH).get("unsent")).hasSize(1);
    assertThat(visit(link, "q.recommend=1&q.why=" + encoded("Frumious bandersnatch")).statusCode())
        .isIn(302, 303);
    HttpResponse<String> mine = visit(link + "/my-data", null);
    assertThat(mine.statusCode()).isEqualTo(200);
    assertThat(mine.body()).contains("Frumious bandersnatch").doesNotContain("wq@example.org");

    Suite.eventually()
        .untilAsserted(
            () -> {
              assertThat(nps()).startsWith("8 ");
              assertThat(rate()).startsWith("7 ");
              assertThat(inStores())
                  .anyMatch(one -> one.startsWith("barometer_survey.known_answers"))
                  .anyMatch(one -> one.startsWith("barometer_survey.given_answers"))
                  .anyMatch(one -> one.startsWith("barometer_survey.tickets"))
                  .anyMatch(one -> one.startsWith("barometer_survey.people"))
                  .anyMatch(one -> one.startsWith("barometer_survey.lifecycle"))
                  .anyMatch(one -> one.startsWith("barometer_complaint.cases"))
                  .anyMatch(one -> one.contains("The bandersnatch still cannot print"))
                  .anyMatch(one -> one.startsWith("barometer_reporting."));
            });
    JsonNode held = suite.get(suite.running().survey(), PATH);
    assertThat(held.get("answers")).hasSize(2);
    assertThat(held.get("invitations").get(0).get("address").asString())
        .isEqualTo("wq@example.org");
    assertThat(held.get("tickets").get(0).get("name").asString()).isEqualTo("Wilhelmina Q.");
    assertThat(staffPage("/people?id=" + encoded(PERSON)))
        .contains("Bandersnatch care", "Frumious bandersnatch");
    assertThat(held.get("lifecycle").get(0).get("name").asString()).isEqualTo("Bandersnatch care");
  }

  private static String staffPage(String path) {
    Browser administrator = new Browser();
    administrator.signIn(suite.running().reporting(), "administrator", suite.running().token());
    return administrator.get(suite.running().survey(), path).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Test
  @Order(2)
  void nothingOfHimIsLeft_andScoresAreAsWithoutHim() {
    HttpResponse<String> answer = suite.delete(suite.running().survey(), PATH);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).doesNotContain("quendolin");

    Suite.eventually().untilAsserted(() -> assertThat(inStores()).isEmpty());
    Suite.eventually().untilAsserted(() -> assertThat(onTopics()).isEmpty());
    // Points 4 to 9: one promoter, three detractors of six.
    Suite.eventually()
        .untilAsserted(
            () -> {
              assertThat(nps()).startsWith("6 -33.33");
              assertThat(rate()).startsWith("6 0");
              assertThat(scores()).isEqualTo(withoutHim);
            });
    assertThat(suite.get(suite.running().complaint(), "/api/complaints").toString())
        .doesNotContain("bandersnatch", "quendolin");
  }

  private static double refusedAgain() {
    MeterRegistry meters = stack.contexts().get("survey-service").getBean(MeterRegistry.class);
    return meters.find("barometer.facts.duplicate").counters().stream()
        .filter(one -> one.getId().getTag("consumer").equals(Topics.INBOUND_RESPONSES))
        .mapToDouble(one -> one.count())
        .sum();
  }

  @Test
  @Order(3)
  void whatIsSentAgain_doesNotBringHimBack() throws IOException {
    double before = refusedAgain();
    suite.postTickets(List.of(ticket("T-his", 1, PERSON), ticket("T-his", 7, PERSON)));
    post("/api/responses", response("his-2", 0, PERSON), 201);
    complainByPhone(409);
    broker.write(
        List.of(
            Broker.event(
                Topics.INBOUND_RESPONSES,
                "his",
                "again",
                "dev.barometer.response.submitted",
                Suite.JSON.writeValueAsBytes(response("his", 0, PERSON)))));

    Suite.eventually()
        .untilAsserted(() -> assertThat(refusedAgain()).isGreaterThanOrEqualTo(before + 2));
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(broker.read(Topics.TICKETS))
                    .anyMatch(
                        record ->
                            record.key().equals("T-his")
                                && new String(record.value(), UTF_8).contains("\"revision\":7")));
    assertThat(onTopics()).isEmpty();
    // What an idempotency key is kept for names the answer, and nobody.
    Suite.eventually().untilAsserted(() -> assertThat(inStores()).isEmpty());
    assertThat(nps()).startsWith("6 -33.33");
    HttpResponse<String> again = suite.delete(suite.running().survey(), PATH);
    assertThat(again.statusCode()).isEqualTo(202);
  }

  @Test
  @Order(4)
  void noLogAndNoStateOfStreamsEverNamedHim() throws IOException {
    assertThat(LOG.list.stream().map(ILoggingEvent::getFormattedMessage).filter(s -> isTrace(s)))
        .isEmpty();
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String place = data.relativize(file).toString();
        boolean isStore = place.startsWith("kafka") || place.startsWith("mongo");
        if (!isStore && isTrace(new String(Files.readAllBytes(file), ISO_8859_1))) {
          holding.add(place);
        }
      }
    }
    assertThat(holding).isEmpty();
  }

  @Test
  @Order(5)
  void theAuditLogSaysThatSomebodyWasErased_andNotWho() {
    List<String> acts =
        broker.read(Topics.AUDIT).stream()
            .map(record -> new String(record.value(), UTF_8))
            .filter(act -> act.contains("person.erased"))
            .toList();

    assertThat(acts).hasSize(2).noneMatch(ErasureIT::isTrace);
  }

  @Test
  @Order(6)
  void anAnonymousAnswerLiesInItsBox_andNowhereElse() throws Exception {
    post("/api/campaigns/c/pause", Map.of(), 200);
    post(
        "/api/surveys",
        Map.of(
            "surveyId",
            "quiet",
            "anonymous",
            true,
            "title",
            Map.of("en", "How is it here?"),
            "questions",
            List.of(Map.of("questionId", "why", "kind", "text", "text", Map.of("en", "Why?")))),
        201);
    post("/api/surveys/quiet/versions/1/publish", Map.of(), 200);
    post(
        "/api/campaigns",
        Map.of(
            "campaignId", "q",
            "surveyId", "quiet",
            "trigger", Map.of("on", "ticket-resolved"),
            "channel", "mail",
            "delay", "PT0S"),
        201);
    post("/api/campaigns/q/start", Map.of(), 200);
    suite.postTickets(List.of(ticket("T-quiet", 1, "fresh")));
    Suite.eventually().until(() -> linkTo("fresh@example.org") != null);
    String link = linkTo("fresh@example.org");

    assertThat(visit(link, null).body()).contains("This survey is anonymous");
    assertThat(visit(link, "q.why=Jabberwocky").statusCode()).isIn(302, 303);

    assertThat(visit(link, null).body()).contains("The answer can no longer be changed");
    assertThat(visit(link, "q.why=Otherwise").statusCode()).isEqualTo(410);
    List<String> holding = new ArrayList<>();
    MongoDatabase database = mongo.getDatabase("barometer_survey");
    for (String collection : database.listCollectionNames()) {
      for (Document each : database.getCollection(collection).find()) {
        if (each.toJson().contains("Jabberwocky")) {
          holding.add(collection);
        }
      }
    }
    assertThat(holding).containsExactly("anonymous_boxes");
    assertThat(broker.read(Topics.INBOUND_RESPONSES))
        .noneMatch(record -> new String(record.value(), UTF_8).contains("Jabberwocky"));
  }

  private static boolean isOfHim(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder all = new StringBuilder(latin(record.key())).append(' ');
    all.append(latin(record.value()));
    record
        .headers()
        .forEach(
            header ->
                all.append(' ').append(header.key()).append(' ').append(latin(header.value())));
    return isLongTrace(all.toString());
  }

  /** Three letters are found in any bytes by chance. */
  private static boolean isLongTrace(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return TRACES.stream().filter(one -> one.length() > 5).anyMatch(lower::contains);
  }

  private static String latin(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  /** The partitions on which any record holds a trace of him, whoever may still read it. */
  private static Set<TopicPartition> partitionsThatHoldHim(Admin admin) throws Exception {
    Set<String> all = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return broker.readUncommitted(all).stream()
        .filter(ErasureIT::isOfHim)
        .map(record -> new TopicPartition(record.topic(), record.partition()))
        .collect(Collectors.toSet());
  }

  /** The broker's files of records, those that are about to be deleted included, that hold him. */
  private static List<String> filesThatHoldHim() throws IOException {
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data.resolve("kafka"))) {
      for (Path file : files.filter(one -> one.toString().contains(".log")).toList()) {
        if (Files.isRegularFile(file) && isLongTrace(latin(Files.readAllBytes(file)))) {
          holding.add(data.relativize(file).toString());
        }
      }
    } catch (NoSuchFileException | UncheckedIOException deletedMeanwhile) {
      return List.of("not known: " + deletedMeanwhile);
    }
    return holding;
  }

  private static void alter(Admin admin, String topic, Map<String, String> settings)
      throws Exception {
    List<AlterConfigOp> changes = new ArrayList<>();
    settings.forEach(
        (name, value) ->
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
  }

  /** Kafka compacts no segment that is still written to: a record of nobody begins the next. */
  @Test
  @Order(7)
  void noRecordAndNoByteOfTheBrokerHoldsHim_afterCompactionAndRetention() throws Exception {
    try (Admin admin = Admin.create(stack.broker())) {
      Map<String, Boolean> compacted = topicsAndWhetherCompacted();
      Set<TopicPartition> before = partitionsThatHoldHim(admin);
      assertThat(before)
          .extracting(TopicPartition::topic)
          .contains(
              Topics.INBOUND_TICKETS,
              Topics.INBOUND_RESPONSES,
              Topics.INBOUND_LIFECYCLE,
              Topics.TICKETS,
              Topics.RESPONSES,
              Topics.INVITATIONS,
              Topics.LIFECYCLE);
      assertThat(compacted.keySet()).containsAll(before.stream().map(one -> one.topic()).toList());
      assertThat(filesThatHoldHim())
          .anyMatch(file -> file.contains(Topics.INBOUND_RESPONSES))
          .anyMatch(file -> file.contains(Topics.INVITATIONS));

      for (TopicPartition one : before) {
        if (Boolean.TRUE.equals(compacted.get(one.topic()))) {
          alter(admin, one.topic(), AS_AFTER_THE_LAG);
          broker.write(List.of(new ProducerRecord<>(one.topic(), one.partition(), "nobody", null)));
        } else {
          alter(admin, one.topic(), AS_AFTER_THE_RETENTION);
        }
      }

      Suite.eventually().untilAsserted(() -> assertThat(filesThatHoldHim()).isEmpty());
      assertThat(partitionsThatHoldHim(admin)).isEmpty();
      // What is true of the others is still there.
      assertThat(broker.read(Topics.TICKETS))
          .anyMatch(record -> record.key().equals("T-0") && textOf(record).contains("other0"));
      assertThat(broker.read(Topics.RESPONSES)).anyMatch(record -> record.key().equals("o0"));
    }
  }
}
