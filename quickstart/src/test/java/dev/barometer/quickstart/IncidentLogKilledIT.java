package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real service desk goes through two campaigns of survey-service, which runs in processes of its
 * own: each event is told twice and in disorder, and at random moments a process is killed and
 * another takes its place.
 *
 * <p>Nobody can move the clock of a process, so the log is moved close to now, and which of a
 * caller's tickets he is asked about depends on which of them was heard of first. How many there
 * are of each verdict does not, because all of them lie within one cool-down: that is counted by
 * hand, and of each ticket it is shown that its verdict follows from those of the others. {@code
 * -Dbarometer.rows=...} and {@code -Dbarometer.kills=...} set how much it is, {@code
 * -Dbarometer.seed=...} what happens.
 */
class IncidentLogKilledIT {
  private static final Logger log = LoggerFactory.getLogger(IncidentLogKilledIT.class);
  private static final int ROWS = Integer.getInteger("barometer.rows", 400);
  private static final int KILLS = Integer.getInteger("barometer.kills", 2);
  private static final long SEED = Long.getLong("barometer.seed", 42);

  private static final Duration COOL_DOWN = Duration.ofDays(30);
  private static final int INSTANCES = 2;

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
      {"campaignId": "%s", "surveyId": "desk", "trigger": {"on": "ticket-resolved"}, "channel": "webhook", "condition": %s,
       "coolDown": "P30D", "coolDownOver": "campaign", "maximumAge": "P60D"}
      """;

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final Map<String, String> posted = new ConcurrentHashMap<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();
  private final List<SurveyProcess> instances = new CopyOnWriteArrayList<>();
  private Map<String, String> settings = Map.of();
  private int born;

  @Test
  void eachTicketHasOneVerdict_andNobodyIsAskedTwice_whoeverIsKilled() throws Exception {
    DeskEvents desk = DeskEvents.read(ROWS);
    Map<String, Ticket> tickets = desk.tickets();
    HttpServer receiver = receiver();
    ExecutorService callers = Executors.newFixedThreadPool(INSTANCES);
    try (EmbeddedBroker broker =
            EmbeddedBroker.atFreePorts(folder.resolve("broker"), Map.of()).start();
        EmbeddedDatabase database =
            EmbeddedDatabase.start(folder.resolve("database"), Ports.free().database());
        MongoClient client = MongoClients.create(database.uri("barometer_survey"))) {
      MongoDatabase stored = client.getDatabase("barometer_survey");
      settings = settings(broker, database, receiver);
      for (int i = 0; i < INSTANCES; i++) {
        instances.add(begin());
      }
      start();

      List<String> batches = desk.twiceShuffled(random);
      Queue<String> open = new ConcurrentLinkedQueue<>(batches);
      List<Future<?>> telling = new ArrayList<>();
      for (int i = 0; i < INSTANCES; i++) {
        telling.add(callers.submit(() -> tell(open)));
      }
      killAsSoonAs(taken::get, batches.size(), (KILLS + 1) / 2);
      for (Future<?> each : telling) {
        each.get(10, TimeUnit.MINUTES);
      }
      tell(new ConcurrentLinkedQueue<>(List.of(desk.last())));
      killAsSoonAs(posted::size, DeskEvents.people(tickets.values()), KILLS / 2);
      awaitAllDecided(stored, tickets.size());

      List<Document> verdicts = stored.getCollection("invitations").find().into(new ArrayList<>());
      log.info(
          "{} tickets told twice, {} of {} killed, seed {}: month {}, urgent {}, {} posted again",
          tickets.size(),
          KILLS,
          born,
          SEED,
          sums(verdicts, "month"),
          sums(verdicts, "urgent"),
          repeated.get());
      assertCounted(verdicts, tickets);
      assertEachFollowsFromTheOthers(verdicts);
      assertPosted(verdicts);
      assertTold(broker, verdicts);
    } finally {
      for (SurveyProcess each : instances) {
        each.close();
      }
      callers.shutdownNow();
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
    String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
    if (posted.putIfAbsent(call.getRequestHeaders().getFirst("webhook-id"), body) != null) {
      repeated.incrementAndGet();
    }
    call.sendResponseHeaders(204, -1);
    call.close();
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
    settings.put("barometer.webhook.secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    settings.put("barometer.links.survey", "http://127.0.0.1:9");
    settings.put("barometer.timetable.lease", "15s");
    settings.put("barometer.timetable.look-every", "200ms");
    return settings;
  }

  /** What runs so short is not worth the second compiler. */
  private SurveyProcess begin() throws IOException {
    return SurveyProcess.begin(
        folder.resolve("instance-" + born++), settings, "-XX:TieredStopAtLevel=1");
  }

  private void start() {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> instances.stream().allMatch(SurveyProcess::isReady));
    SurveyProcess one = instances.get(0);
    one.post("/api/surveys", SURVEY, 201);
    one.post("/api/surveys/desk/versions/1/publish", "{}", 200);
    one.post("/api/campaigns", CAMPAIGN.formatted("month", "{}"), 201);
    one.post(
        "/api/campaigns",
        CAMPAIGN.formatted(
            "urgent", "{\"priority\": [\"%s\", \"%s\"]}".formatted(DeskEvents.URGENT.toArray())),
        201);
    one.post("/api/campaigns/month/start", "{}", 200);
    one.post("/api/campaigns/urgent/start", "{}", 200);
  }

  /** What nobody took is told again, to whoever answers. */
  private void tell(Queue<String> batches) {
    for (String batch = batches.poll(); batch != null; batch = batches.poll()) {
      String events = batch;
      await()
          .atMost(Duration.ofMinutes(3))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isTaken(events));
      taken.incrementAndGet();
    }
  }

  private boolean isTaken(String events) {
    SurveyProcess one = instances.get(turns.getAndIncrement() % INSTANCES);
    return one.isReady() && one.takes(events);
  }

  /** One that is at work, at random moments; another comes in its place. */
  private void killAsSoonAs(IntSupplier progress, int end, int kills)
      throws IOException, InterruptedException {
    for (int n = 0; n < kills; n++) {
      int moment = end * n / kills + 1 + random.nextInt(Math.max(1, end / kills / 2));
      List<Integer> atWork =
          await()
              .atMost(Duration.ofMinutes(5))
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(2))
              .until(
                  () -> progress.getAsInt() < moment ? List.of() : atWork(), ids -> !ids.isEmpty());
      int which = atWork.get(random.nextInt(atWork.size()));
      instances.get(which).kill();
      log.info("{} is killed, {} batches taken, {} posted", which, taken, posted.size());
      instances.set(which, begin());
    }
  }

  private List<Integer> atWork() {
    return IntStream.range(0, INSTANCES).filter(n -> instances.get(n).isReady()).boxed().toList();
  }

  private void awaitAllDecided(MongoDatabase stored, int tickets) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(stored.getCollection("invitations").countDocuments())
                  .isEqualTo(2L * tickets);
              assertThat(
                      stored
                          .getCollection("timetable")
                          .countDocuments(
                              Filters.in("kind", "person.decide", "occurrence.consider")))
                  .isZero();
              assertThat((long) posted.size())
                  .isEqualTo(
                      stored
                          .getCollection("invitations")
                          .countDocuments(Filters.ne("status", "suppressed")));
            });
  }

  private static Map<String, Long> sums(List<Document> verdicts, String campaign) {
    return verdicts.stream()
        .filter(one -> one.getString("campaignId").equals(campaign))
        .collect(groupingBy(IncidentLogKilledIT::verdictOf, TreeMap::new, Collectors.counting()));
  }

  private static String verdictOf(Document invitation) {
    return isAsked(invitation) ? "asked" : invitation.getString("reason");
  }

  private static boolean isAsked(Document invitation) {
    return invitation.getString("status").equals("issued");
  }

  /** All lies within one cool-down: each caller is asked once, about whichever ticket. */
  private static void assertCounted(List<Document> verdicts, Map<String, Ticket> tickets) {
    List<Date> at = verdicts.stream().map(one -> one.getDate("at")).sorted().toList();
    assertThat(Duration.between(at.get(0).toInstant(), at.get(at.size() - 1).toInstant()))
        .isLessThan(COOL_DOWN);
    for (boolean all : List.of(true, false)) {
      List<Ticket> meant =
          tickets.values().stream().filter(ticket -> all || DeskEvents.isUrgent(ticket)).toList();
      long unknown = meant.stream().filter(ticket -> DeskEvents.callerOf(ticket) == null).count();
      long asked = DeskEvents.people(meant);
      Map<String, Long> counted = new TreeMap<>();
      counted.put("asked", asked);
      counted.put("cool-down", meant.size() - unknown - asked);
      counted.put("no-person", unknown);
      counted.put("condition", (long) tickets.size() - meant.size());
      counted.values().removeIf(number -> number == 0);
      assertThat(sums(verdicts, all ? "month" : "urgent")).isEqualTo(counted);
    }
    verdicts.stream()
        .collect(groupingBy(one -> one.getString("campaignId")))
        .values()
        .forEach(
            ofOne ->
                assertThat(ofOne.stream().map(one -> one.getString("ticketId")))
                    .containsExactlyInAnyOrderElementsOf(tickets.keySet()));
  }

  /** Whoever was not asked has been asked not long before or after, and nobody else was. */
  private static void assertEachFollowsFromTheOthers(List<Document> verdicts) {
    Map<String, List<Document>> byPerson =
        verdicts.stream()
            .filter(one -> isAsked(one) || verdictOf(one).equals("cool-down"))
            .collect(
                groupingBy(one -> one.getString("campaignId") + " " + one.getString("personId")));
    byPerson.forEach(
        (who, ofOne) -> {
          List<Document> asked = ofOne.stream().filter(IncidentLogKilledIT::isAsked).toList();
          for (Document one : ofOne) {
            long near = asked.stream().filter(other -> isNear(one, other)).count();
            assertThat(near).as(who + " " + one.getString("ticketId")).isEqualTo(1);
          }
        });
    assertThat(byPerson.values())
        .as("the caller with so many tickets in a day")
        .anySatisfy(
            ofOne -> {
              assertThat(ofOne).hasSizeGreaterThanOrEqualTo(65);
              assertThat(ofOne.stream().filter(IncidentLogKilledIT::isAsked)).hasSize(1);
            });
  }

  private static boolean isNear(Document one, Document other) {
    return Duration.between(one.getDate("at").toInstant(), other.getDate("at").toInstant())
            .abs()
            .compareTo(COOL_DOWN)
        < 0;
  }

  /** Under one id each, which tells what is the same again; nobody else is posted anything. */
  private void assertPosted(List<Document> verdicts) {
    Map<String, Document> asked = new HashMap<>();
    verdicts.stream()
        .filter(IncidentLogKilledIT::isAsked)
        .forEach(one -> asked.put("invitation|" + one.getString("_id") + "|0", one));
    assertThat(posted.keySet()).isEqualTo(asked.keySet());
    posted.forEach(
        (id, body) ->
            assertThat(FactJson.readTree(body.getBytes(UTF_8)).get("person").asString())
                .isEqualTo(asked.get(id).getString("personId")));
    assertThat(repeated.get()).isLessThanOrEqualTo(KILLS * MOST_IN_HAND);
  }

  /** What once stood on the topic was never taken for something else after that. */
  private static void assertTold(EmbeddedBroker broker, List<Document> verdicts) {
    Map<String, Set<Boolean>> told = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : onTopic(broker, Topics.INVITATIONS)) {
      Invitation invitation = FactJson.read(record.value(), Invitation.class);
      told.computeIfAbsent(record.key(), id -> new HashSet<>())
          .add(invitation.status().equals("suppressed"));
    }
    Map<String, Set<Boolean>> stored = new HashMap<>();
    verdicts.forEach(one -> stored.put(one.getString("_id"), Set.of(!isAsked(one))));
    assertThat(told).isEqualTo(stored);
  }

  private static List<ConsumerRecord<String, byte[]>> onTopic(EmbeddedBroker broker, String topic) {
    Map<String, Object> reader =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(reader, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return partitions.stream().allMatch(one -> consumer.position(one) >= ends.get(one));
              });
    }
    return records;
  }
}
