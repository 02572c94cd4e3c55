package dev.barometer.survey.privacy;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.answers.EnteringPublisher;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import dev.barometer.survey.visitor.GivenRepository;
import dev.barometer.survey.visitor.SetAsideRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever was quiet for two years goes, and nobody else, whoever dies over it. */
class RetentionRunnerTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Instant LONG_AGO = MONDAY.minus(Duration.ofDays(800));
  private static final Instant LATELY = MONDAY.minus(Duration.ofDays(700));

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final PersonMarks marks = new PersonMarks(List.of(new byte[] {1, 2, 3, 4}));
  private AskingInstance instance;

  @Configuration
  static class Settings {
    @Bean
    PrivacyProperties privacy() {
      return new PrivacyProperties(Duration.ofMinutes(1), Period.ofYears(2));
    }

    @Bean
    AuditLog audit(FactPublisher facts, Clock clock) {
      return new AuditLog(facts, "survey-service", clock);
    }
  }

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance = newInstance();
  }

  private AskingInstance newInstance() throws ClassNotFoundException {
    return new AskingInstance(
        database.mongo(),
        clock,
        Settings.class,
        KnownAnswerRepository.class,
        ErasurePublisher.class,
        GivenRepository.class,
        SetAsideRepository.class,
        KeptRepository.class,
        EnteringPublisher.class,
        ResponsePublisher.class,
        KeptMailRepository.class,
        PersonReader.class,
        ErasingRunner.class,
        RetentionRunner.class);
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private static void begin(AskingInstance one) {
    one.bean(RetentionRunner.class).run(new DefaultApplicationArguments());
  }

  private void ticket(String person, Instant openedAt, Instant closedAt) {
    read(
        Ticket.builder("T-" + person)
            .revision(1)
            .status(closedAt == null ? Ticket.OPEN : Ticket.CLOSED)
            .openedAt(openedAt)
            .closedAt(closedAt)
            .requester(new Requester(person, "Name of " + person, null, null))
            .build());
  }

  private void read(Ticket ticket) {
    instance.bean(KnownTicketRepository.class).apply(List.of(received(ticket.ticketId(), ticket)));
  }

  /** What the gate makes of a ticket that is to have no requester. */
  private void readWithoutRequester(String person) {
    read(
        Ticket.builder("T-" + person)
            .revision(2)
            .status(Ticket.CLOSED)
            .openedAt(LONG_AGO)
            .closedAt(LONG_AGO)
            .build());
  }

  private void person(String id, Instant optedOutAt, Instant askedAt) {
    Ask ask = new Ask("i-" + id, "c", "desk", askedAt, null);
    database.mongo().save(new Person(id, 1, optedOutAt, List.of(ask), List.of()));
  }

  private static <T> Received<T> received(String key, T value) {
    return new Received<>(key, value, "", MONDAY, 0, "", 0, 0);
  }

  private static List<String> told(AskingInstance one, String topic) {
    return one.broker().records().stream()
        .filter(record -> record.topic().equals(topic))
        .map(
            record ->
                new String(record.key(), UTF_8)
                    + " "
                    + (record.value() == null ? "gone" : new String(record.value(), UTF_8)))
        .toList();
  }

  private Set<String> erasedOf(String... people) {
    List<String> told = told(instance, Topics.ERASURES);
    return Stream.of(people)
        .filter(person -> told.stream().anyMatch(text -> text.startsWith(marks.of(person))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Document> dues() {
    return database.mongo().getCollection("timetable").find().into(new ArrayList<>());
  }

  /** All was looked at, and it is due again tomorrow. */
  private void awaitTheEnd() {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> {
              Document due =
                  dues().stream()
                      .filter(one -> "people.retain".equals(one.getString("kind")))
                      .findFirst()
                      .orElseThrow();
              assertThat(due.getDate("at").toInstant()).isAfter(clock.instant());
              assertThat(due.getString("data")).isEmpty();
            });
  }

  @Test
  void erasesWhoWasQuiet_andNobodyOfWhomAnythingHappensOrIsToCome() {
    ticket("quiet", LONG_AGO, LONG_AGO);
    person("asked", null, LONG_AGO);
    person("out", LONG_AGO, LONG_AGO);
    ticket("busy", LATELY, LATELY);
    ticket("late", LONG_AGO, LATELY);
    ticket("open", LONG_AGO, null);
    ticket("answers", LONG_AGO, LONG_AGO);
    Response response =
        Response.builder("r-1")
            .revision(1)
            .surveyId("desk")
            .surveyVersion(1)
            .submittedAt(LATELY)
            .respondent(new Respondent("answers"))
            .answers(List.of(new Answer("why", null, null, null, null, "slow")))
            .build();
    instance.bean(KnownAnswerRepository.class).apply(List.of(received("r-1", response)));
    ticket("renews", LONG_AGO, LONG_AGO);
    contract("renews", MONDAY.plus(Duration.ofDays(30)));
    contract("begins", null);
    person("recent", null, LATELY);
    person("out-lately", LATELY, LONG_AGO);

    begin(instance);
    awaitTheEnd();

    assertThat(
            erasedOf(
                "quiet",
                "asked",
                "out",
                "busy",
                "late",
                "open",
                "answers",
                "renews",
                "begins",
                "recent",
                "out-lately"))
        .containsExactly("asked", "out", "quiet");
    assertThat(told(instance, Topics.AUDIT))
        .hasSize(3)
        .allSatisfy(act -> assertThat(act).contains("\"retention\"", "person.erased"))
        .noneMatch(act -> act.contains("quiet"));
  }

  private void contract(String person, Instant renewsAt) {
    LifecycleSubject contract =
        new LifecycleSubject(
            "K-" + person,
            1,
            "contract",
            null,
            new Requester(person, null, null, null),
            List.of(),
            null,
            null,
            renewsAt,
            Context.NONE);
    instance
        .bean(KnownLifecycleRepository.class)
        .apply(List.of(received(contract.subjectId(), contract)));
  }

  @Test
  void takesInAnewWhoComesBack_onceNothingOlderCanComeIn_butNobodyWhoOptedOut() {
    ticket("quiet", LONG_AGO, LONG_AGO);
    person("out", LONG_AGO, LONG_AGO);
    begin(instance);
    awaitTheEnd();
    readWithoutRequester("quiet");
    ErasedPeople erased = instance.bean(ErasedPeople.class);
    assertThat(erased.includes("quiet")).isTrue();
    assertThat(erased.includes("out")).isTrue();

    clock.advance(Duration.ofDays(13));
    awaitTheEnd();
    await()
        .atMost(LONGEST)
        .until(() -> dues().stream().noneMatch(one -> one.get("kind").equals("person.erase")));
    assertThat(erased.includes("quiet")).isTrue();
    clock.advance(Duration.ofDays(2));

    await().atMost(LONGEST).until(() -> !erased.includes("quiet"));
    assertThat(told(instance, Topics.ERASURES)).contains(marks.of("quiet") + " gone");
    assertThat(erased.includes("out")).isTrue();
  }

  @Test
  void staysErased_whoIsErasedByHandAsWell() {
    ticket("quiet", LONG_AGO, LONG_AGO);
    begin(instance);
    awaitTheEnd();
    readWithoutRequester("quiet");

    instance.bean(ErasingRunner.class).erase("quiet");
    clock.advance(Duration.ofDays(20));
    awaitTheEnd();

    assertThat(instance.bean(ErasedPeople.class).includes("quiet")).isTrue();
    assertThat(told(instance, Topics.ERASURES)).noneMatch(text -> text.endsWith(" gone"));
  }

  @Test
  void erasesAllInParts_onTwoInstances_andWhereOneOfThemDiesInTheMiddle() throws Exception {
    List<String> many = IntStream.range(0, 130).mapToObj("quiet-%03d"::formatted).toList();
    many.forEach(id -> person(id, null, LONG_AGO));
    person("recent", null, LATELY);
    instance.broker().goAwayAfter(60);
    begin(instance);
    try (AskingInstance other = newInstance()) {
      begin(other);

      await()
          .atMost(LONGEST)
          .until(
              () -> {
                clock.advance(Duration.ofSeconds(1));
                return database.mongo().getCollection("people").countDocuments() == 1;
              });
      assertThat(database.mongo().getCollection("people").find().first().getString("_id"))
          .isEqualTo("recent");
      Set<String> told = new TreeSet<>();
      for (AskingInstance one : List.of(instance, other)) {
        told(one, Topics.ERASURES).forEach(text -> told.add(text.substring(0, 64)));
      }
      assertThat(told).containsExactlyInAnyOrderElementsOf(many.stream().map(marks::of).toList());
    }
  }

  @Test
  void forgetsTheIdOfWhomNothingElseIsKnown() {
    database.mongo().save(new Person("empty", 4, null, List.of(), List.of()));

    begin(instance);
    awaitTheEnd();

    assertThat(database.mongo().getCollection("people").countDocuments()).isZero();
    assertThat(told(instance, Topics.ERASURES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "P-1Y"})
  void cannotBeSetToNothing(String retention) {
    assertThatThrownBy(() -> new PrivacyProperties(Duration.ofMinutes(1), Period.parse(retention)))
        .hasMessageContaining("barometer.people.retention");
  }
}
