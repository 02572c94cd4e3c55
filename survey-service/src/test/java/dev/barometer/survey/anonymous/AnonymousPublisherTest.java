package dev.barometer.survey.anonymous;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.invitation.SpentLink;
import dev.barometer.survey.response.ResponseIds;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anonymous answers are counted once, whoever dies over it, and lead to nobody. */
class AnonymousPublisherTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Instant FIRST_COUNT =
      MONDAY.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private AskingInstance instance;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance =
        new AskingInstance(
            database.mongo(), clock, ResponsePublisher.class, AnonymousSettings.class);
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private String secretOf(int person) {
    return instance.bean(LinkSecrets.class).of(idOf(person));
  }

  /** Nothing of a person's number is in it, as invitation ids follow from tickets by a hash. */
  private static String idOf(int person) {
    return ResponseIds.derive("c", "T" + person, "0");
  }

  private void ask(int people) {
    for (int person = 0; person < people; person++) {
      Instant issuedAt = MONDAY.minus(Duration.ofMinutes(people - person));
      database
          .mongo()
          .save(
              new InvitationDocument(
                  idOf(person),
                  1,
                  InvitationDocument.ISSUED,
                  null,
                  "desk",
                  1,
                  "c",
                  "mail",
                  "T%04d".formatted(person),
                  "p%04d".formatted(person),
                  "p%04d@example.org".formatted(person),
                  "en",
                  new Context("Mail", "Team " + person % 7, null, null, null, null, null, null),
                  issuedAt,
                  issuedAt,
                  MONDAY.plus(Duration.ofDays(14)),
                  issuedAt,
                  null,
                  0,
                  LinkSecrets.hash(secretOf(person))));
    }
  }

  private static String wordsOf(int person) {
    return "words%04d".formatted(person) + "x".repeat(person % 50);
  }

  private void answer(int person) {
    InvitationDocument invitation =
        instance.bean(InvitationRepository.class).find(idOf(person)).orElseThrow();
    instance
        .bean(AnonymousPublisher.class)
        .take(
            invitation,
            secretOf(person),
            List.of(new Answer("why", null, null, null, null, wordsOf(person))));
  }

  private List<ProducerRecord<byte[], byte[]>> sent(String topic) {
    return instance.broker().records().stream()
        .filter(record -> record.topic().equals(topic))
        .toList();
  }

  private List<Response> counted() {
    return sent(Topics.INBOUND_RESPONSES).stream()
        .map(record -> FactJson.read(record.value(), Response.class))
        .toList();
  }

  private void passTheTimeOfCounting() {
    clock.advance(Duration.between(clock.instant(), FIRST_COUNT.plusSeconds(60)));
  }

  private List<Document> invitations() {
    List<Document> all = new ArrayList<>();
    database.mongo().getCollection("invitations").find().forEach(all::add);
    return all;
  }

  private long answered() {
    return invitations().stream().filter(one -> one.get("status").equals("answered")).count();
  }

  private List<Document> stores() {
    List<Document> all = new ArrayList<>();
    for (String collection : database.mongo().getCollectionNames()) {
      database.mongo().getCollection(collection).find().forEach(all::add);
    }
    return all;
  }

  @Test
  void countsTogether_atTheTimeOfTheDay_eachOnce() {
    ask(8);
    IntStream.range(0, 6).forEach(this::answer);
    answer(2);

    assertThat(counted()).isEmpty();
    passTheTimeOfCounting();

    await().atMost(LONGEST).untilAsserted(() -> assertThat(answered()).isEqualTo(6));
    assertThat(counted())
        .extracting(response -> response.answers().get(0).text())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 6).mapToObj(AnonymousPublisherTest::wordsOf).toList());
    assertThat(counted())
        .allSatisfy(
            response -> {
              assertThat(response.respondent()).isNull();
              assertThat(response.invitationId()).isNull();
              assertThat(response.ticketId()).isNull();
              assertThat(response.locale()).isNull();
              assertThat(response.context()).isEqualTo(Context.NONE);
            });
  }

  @Test
  void takesNothingTwice_whereTheFirstWasCountedMeanwhile() {
    ask(6);
    InvitationDocument asItWas = invitation(0);
    IntStream.range(0, 5).forEach(this::answer);
    passTheTimeOfCounting();
    await().atMost(LONGEST).untilAsserted(() -> assertThat(answered()).isEqualTo(5));

    instance
        .bean(AnonymousPublisher.class)
        .take(asItWas, secretOf(0), List.of(new Answer("why", null, null, null, null, "again")));

    assertThat(database.mongo().getCollection("anonymous_boxes").find().first().toJson())
        .doesNotContain("again");
  }

  @Test
  void countsNobody_whereTooFewAnswered_andNothingShowsWhoDid() {
    ask(8);
    List<Document> before = invitations();
    IntStream.range(0, 4).forEach(this::answer);
    passTheTimeOfCounting();
    clock.advance(Duration.ofDays(2));

    await()
        .atMost(LONGEST)
        .until(
            () -> {
              Document due = database.mongo().getCollection("timetable").find().first();
              return due != null && due.getDate("at").toInstant().isAfter(clock.instant());
            });
    assertThat(instance.broker().records()).isEmpty();
    assertThat(invitations()).isEqualTo(before);
    assertThat(instance.bean(InvitationRepository.class).isSpent(invitation(1), secretOf(1)))
        .isTrue();
    assertThat(instance.bean(InvitationRepository.class).isSpent(invitation(5), secretOf(5)))
        .isFalse();
  }

  private InvitationDocument invitation(int person) {
    return instance.bean(InvitationRepository.class).find(idOf(person)).orElseThrow();
  }

  @Test
  void losesNothingAndCountsNothingTwice_whereTheBrokerGoesAwayInTheMiddle() {
    ask(30);
    IntStream.range(0, 20).forEach(this::answer);
    instance.broker().goAwayAfter(7);
    passTheTimeOfCounting();
    await().atMost(LONGEST).untilAsserted(() -> assertThat(counted()).hasSize(7));
    IntStream.range(20, 23).forEach(this::answer);
    answer(3);

    instance.broker().comeBack();
    clock.advance(Duration.ofMinutes(5));
    await().atMost(LONGEST).untilAsserted(() -> assertThat(answered()).isEqualTo(20));

    Map<String, Set<String>> byId = new HashMap<>();
    for (ProducerRecord<byte[], byte[]> record : sent(Topics.INBOUND_RESPONSES)) {
      byId.computeIfAbsent(new String(record.key(), UTF_8), none -> new HashSet<>())
          .add(new String(record.value(), UTF_8));
    }
    assertThat(byId).hasSize(20).allSatisfy((id, values) -> assertThat(values).hasSize(1));
    assertThat(counted().stream().map(one -> one.answers().get(0).text()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(AnonymousPublisherTest::wordsOf).toList());
  }

  /** The words that a text is made of: ids, hashes, times, numbers. */
  private static Set<String> words(String text) {
    return Pattern.compile("[A-Za-z0-9:.@_-]{6,}")
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  /** Of two orders of the same things, from -1 to 1; near 0 where one says nothing of the other. */
  private static double correlation(List<Integer> one, List<Integer> other) {
    Map<Integer, Integer> place = new HashMap<>();
    other.forEach(thing -> place.put(thing, place.size()));
    double squares = 0;
    for (int i = 0; i < one.size(); i++) {
      double apart = i - place.get(one.get(i));
      squares += apart * apart;
    }
    double n = one.size();
    return 1 - 6 * squares / (n * (n * n - 1));
  }

  @Test
  void nobodyIsFoundByIdTimeOrderSequenceOrSize_withEveryStoreAndTopicAtHand() {
    int asked = 300;
    int answering = 200;
    ask(asked);
    List<Integer> order = new ArrayList<>(IntStream.range(0, answering).boxed().toList());
    Collections.shuffle(order, new Random(17));
    order.forEach(
        person -> {
          answer(person);
          clock.advance(Duration.ofSeconds(31));
        });
    Map<String, Integer> whose = new HashMap<>();
    order.forEach(person -> whose.put(wordsOf(person), person));
    Map<String, Integer> markOf = new HashMap<>();
    order.forEach(person -> markOf.put(SpentLink.markOf(secretOf(person)), person));

    // While they wait: the box has them in orders that say nothing, and its marks lead to nobody.
    Document box = database.mongo().getCollection("anonymous_boxes").find().first();
    List<Integer> spent = box.getList("spent", String.class).stream().map(markOf::get).toList();
    List<Integer> waiting =
        box.getList("waiting", Document.class).stream()
            .map(one -> one.getList("answers", Document.class).get(0).getString("text"))
            .map(whose::get)
            .toList();
    assertThat(spent).hasSize(answering).doesNotContainNull();
    assertThat(waiting).hasSize(answering).doesNotContainNull();
    assertThat(correlation(order, spent)).isBetween(-0.4, 0.4);
    assertThat(correlation(order, waiting)).isBetween(-0.4, 0.4);
    assertThat(correlation(spent, waiting)).isBetween(-0.4, 0.4);
    Set<String> guesses = new HashSet<>();
    for (Document one : invitations()) {
      for (String known : List.of(one.getString("_id"), one.getString("linkHash"))) {
        guesses.addAll(
            List.of(
                known,
                LinkSecrets.hash(known),
                LinkSecrets.hash("spent " + known),
                ResponseIds.derive("invitation", known),
                ResponseIds.derive(known)));
      }
    }
    assertThat(box.getList("spent", String.class)).doesNotContainAnyElementsOf(guesses);
    Set<String> inBox = new HashSet<>(box.getList("spent", String.class));
    box.getList("waiting", Document.class).forEach(one -> inBox.add(one.getString("responseId")));
    inBox.addAll(whose.keySet());
    for (Document other : stores()) {
      if (!other.get("_id").equals(box.get("_id"))) {
        assertThat(words(other.toJson())).doesNotContainAnyElementsOf(inBox);
      }
    }

    passTheTimeOfCounting();
    await().atMost(LONGEST).untilAsserted(() -> assertThat(answered()).isEqualTo(answering));

    // By id: what stands in a record of an answer stands in no other place but in all of them.
    List<ProducerRecord<byte[], byte[]>> answers = sent(Topics.INBOUND_RESPONSES);
    Map<String, Integer> howOften = new TreeMap<>();
    for (ProducerRecord<byte[], byte[]> record : answers) {
      words(text(record)).forEach(word -> howOften.merge(word, 1, Integer::sum));
    }
    Set<String> own =
        howOften.entrySet().stream()
            .filter(entry -> entry.getValue() < answering)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    for (ProducerRecord<byte[], byte[]> record : sent(Topics.INVITATIONS)) {
      assertThat(words(text(record))).doesNotContainAnyElementsOf(own);
    }
    for (Document store : stores()) {
      assertThat(words(store.toJson())).doesNotContainAnyElementsOf(own);
    }
    assertThat(counted()).extracting(Response::responseId).doesNotContainAnyElementsOf(guesses);

    // By time: one for all.
    assertThat(counted()).extracting(Response::submittedAt).containsOnly(day());
    List<Invitation> told =
        sent(Topics.INVITATIONS).stream()
            .map(record -> FactJson.read(record.value(), Invitation.class))
            .toList();
    assertThat(told).extracting(Invitation::answeredAt).containsOnly(day());

    // By order and sequence: on the topics, and against each other.
    List<Integer> onAnswers =
        counted().stream().map(one -> whose.get(one.answers().get(0).text())).toList();
    List<Integer> onInvitations =
        told.stream().map(one -> Integer.valueOf(one.ticketId().substring(1))).toList();
    assertThat(correlation(order, onAnswers)).isBetween(-0.4, 0.4);
    assertThat(correlation(order, onInvitations)).isBetween(-0.4, 0.4);
    assertThat(correlation(onAnswers, onInvitations)).isBetween(-0.4, 0.4);
    assertThat(told).extracting(Invitation::revision).containsOnly(2L);

    // By size: what is kept and told of who answered is of one size, however much he wrote.
    Map<Integer, Long> sizes = new LinkedHashMap<>();
    sent(Topics.INVITATIONS).forEach(record -> sizes.merge(record.value().length, 1L, Long::sum));
    assertThat(sizes).hasSize(1);
    assertThat(database.mongo().getCollection("anonymous_boxes").find().first().toJson())
        .doesNotContain("words");
  }

  /** Of a person: all by which somebody who has the stores would know him. */
  private Set<String> namesOf(int person) {
    return Set.of(
        idOf(person),
        secretOf(person),
        LinkSecrets.hash(secretOf(person)),
        "T%04d".formatted(person),
        "p%04d".formatted(person));
  }

  /** Whoever may switch all loggers to DEBUG, and has all that they said and all meters. */
  @Test
  void nobodyIsFoundByLogsOrMeters_evenAtDebug() {
    int answering = 40;
    Set<String> people = new HashSet<>();
    Set<String> answers = new HashSet<>();
    List<LogLines.Line> lines;
    try (LogLines log = new LogLines()) {
      ask(60);
      List<Integer> order = new ArrayList<>(IntStream.range(0, answering).boxed().toList());
      Collections.shuffle(order, new Random(23));
      order.forEach(
          person -> {
            answer(person);
            clock.advance(Duration.ofSeconds(31));
          });
      passTheTimeOfCounting();
      await().atMost(LONGEST).untilAsserted(() -> assertThat(answered()).isEqualTo(answering));
      lines = log.all();
    }
    IntStream.range(0, 60).forEach(person -> people.addAll(namesOf(person)));
    for (int person = 0; person < answering; person++) {
      answers.add(wordsOf(person).substring(0, 9));
      answers.add(SpentLink.markOf(secretOf(person)));
    }
    counted().forEach(one -> answers.add(one.responseId()));

    // The driver's own lines are those of the stores: what is in none of those is in none of them.
    assertThat(lines).filteredOn(LogLines.Line::isOfTheDatabase).isNotEmpty();
    for (LogLines.Line line : lines) {
      boolean ofAnAnswer = answers.stream().anyMatch(line.text()::contains);
      boolean ofAPerson = people.stream().anyMatch(line.text()::contains);
      assertThat(ofAnAnswer && ofAPerson).as(line.toString()).isFalse();
      if (!line.isOfTheDatabase()) {
        assertThat(ofAnAnswer || ofAPerson).as(line.toString()).isFalse();
      }
    }
    for (Meter meter : instance.bean(MeterRegistry.class).getMeters()) {
      String said = meter.getId().toString();
      assertThat(people).as(said).noneMatch(said::contains);
      assertThat(answers).as(said).noneMatch(said::contains);
    }
  }

  private static Instant day() {
    return FIRST_COUNT.truncatedTo(ChronoUnit.DAYS);
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    StringBuilder text = new StringBuilder(new String(record.key(), UTF_8)).append(' ');
    text.append(new String(record.value(), UTF_8));
    record
        .headers()
        .forEach(
            header ->
                text.append(' ')
                    .append(header.key())
                    .append(' ')
                    .append(new String(header.value(), UTF_8)));
    return text.toString();
  }
}
