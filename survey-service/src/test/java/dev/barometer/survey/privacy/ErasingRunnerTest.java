package dev.barometer.survey.privacy;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.answers.EnteringPublisher;
import dev.barometer.survey.bounce.BouncePublisher;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonDueStore;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import dev.barometer.survey.visitor.GivenRepository;
import dev.barometer.survey.visitor.Partial;
import dev.barometer.survey.visitor.SetAside;
import dev.barometer.survey.visitor.SetAsideRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One person goes without a trace, whoever dies over it, and the other one stays. */
class ErasingRunnerTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY);
  private AskingInstance instance;

  @Configuration
  static class Settings {
    @Bean
    PrivacyProperties privacy() {
      return new PrivacyProperties(Duration.ofMinutes(1), null);
    }
  }

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance =
        new AskingInstance(
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
            BouncePublisher.class,
            ErasingRunner.class);
    for (String person : List.of("ana", "bo")) {
      database.mongo().save(invitation(person));
      database
          .mongo()
          .save(
              new Person(
                  person,
                  1,
                  null,
                  List.of(new Ask("i-" + mark(person), "c", "desk", MONDAY, null)),
                  null));
      database
          .mongo()
          .save(
              new Document("_id", "i-" + mark(person)).append("words", person + " waited"),
              "given_answers");
      database
          .mongo()
          .save(
              new Document("_id", "m-" + mark(person))
                  .append("invitationId", "i-" + mark(person))
                  .append("to", person + "@example.org"),
              "kept_mails");
      read(ticket(person), response(person));
    }
    instance
        .bean(Timetable.class)
        .schedule(
            instance
                .bean(PersonDueStore.class)
                .at("person.decide", "ana", MONDAY.plus(Duration.ofDays(3))));
  }

  /** Ids of things follow from people by hashes: they do not name them. */
  private static int mark(String person) {
    return person.equals("ana") ? 1 : 2;
  }

  private static InvitationDocument invitation(String person) {
    return new InvitationDocument(
        "i-" + mark(person),
        1,
        InvitationDocument.ISSUED,
        null,
        "desk",
        1,
        "c",
        "mail",
        "T" + mark(person),
        person,
        person + "@example.org",
        "en",
        Context.NONE,
        MONDAY,
        MONDAY,
        MONDAY.plus(Duration.ofDays(14)),
        null,
        null,
        0,
        null);
  }

  private static Ticket ticket(String person) {
    return Ticket.builder("T" + mark(person))
        .revision(1)
        .status(Ticket.RESOLVED)
        .subject(person + " cannot print")
        .openedAt(MONDAY.minusSeconds(60))
        .resolvedAt(MONDAY)
        .requester(new Requester(person, "Name of " + person, person + "@example.org", "en"))
        .build();
  }

  private static Response response(String person) {
    return Response.builder("r-" + mark(person))
        .revision(1)
        .surveyId("desk")
        .surveyVersion(1)
        .submittedAt(MONDAY)
        .respondent(new Respondent(person))
        .answers(List.of(new Answer("why", null, null, null, null, person + " waited long")))
        .build();
  }

  private void read(Ticket ticket, Response response) {
    instance.bean(KnownTicketRepository.class).apply(List.of(received(ticket.ticketId(), ticket)));
    instance
        .bean(KnownAnswerRepository.class)
        .apply(List.of(received(response.responseId(), response)));
  }

  private static <T> Received<T> received(String key, T value) {
    return new Received<>(key, value, "", MONDAY, 0, "", 0, 0);
  }

  /** What the gates make of it, and the readers of that. */
  private void readWhatTheGatesWrite() {
    instance
        .bean(KnownTicketRepository.class)
        .apply(List.of(received("T1", ticket("ana").withoutRequester().withRevision(2))));
    instance.bean(KnownAnswerRepository.class).apply(List.of(received("r-1", null)));
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  /** Which collections hold a text anywhere, in keys or values. */
  private List<String> holding(String text) {
    List<String> holding = new ArrayList<>();
    for (String collection : database.mongo().getCollectionNames()) {
      for (Document each : database.mongo().getCollection(collection).find()) {
        if (each.toJson().toLowerCase(Locale.ROOT).contains(text)) {
          holding.add(collection);
          break;
        }
      }
    }
    return holding.stream().sorted().toList();
  }

  private List<String> sent(String topic) {
    return instance.broker().records().stream()
        .filter(record -> record.topic().equals(topic))
        .map(ErasingRunnerTest::text)
        .toList();
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    String value = record.value() == null ? "gone" : new String(record.value(), UTF_8);
    return new String(record.key(), UTF_8) + " " + value;
  }

  @Test
  void exportsAllThatIsHeldOfAPerson_andNothingOfAnother() {
    PersonView held = instance.bean(PersonReader.class).find("ana").orElseThrow();

    assertThat(held.invitations()).hasSize(1);
    assertThat(held.invitations().get(0).address()).isEqualTo("ana@example.org");
    assertThat(held.asks()).hasSize(1);
    assertThat(held.answers()).extracting(PersonView.HeldAnswer::responseId).containsExactly("r-1");
    assertThat(held.tickets())
        .extracting(PersonView.HeldTicket::name)
        .containsExactly("Name of ana");
    assertThat(instance.bean(PersonReader.class).find("cy")).isEmpty();
  }

  @Test
  void leavesNothingOfThePerson_andEverythingOfAnother() {
    List<String> before = holding("bo");
    instance.bean(ErasingRunner.class).erase("ana");

    // What the gates write is still to come, and that it is to be looked again.
    assertThat(holding("ana")).containsExactly("known_answers", "tickets", "timetable");
    assertThat(sent(Topics.INBOUND_RESPONSES)).containsExactly("r-1 {\"responseId\":\"r-1\"}");
    assertThat(sent(Topics.INBOUND_TICKETS))
        .singleElement()
        .asString()
        .startsWith("T1 ")
        .doesNotContain("ana");
    assertThat(sent(Topics.INVITATIONS)).containsExactly("i-1 gone", "i-1 gone");
    assertThat(sent(Topics.ERASURES)).hasSize(1).noneMatch(record -> record.contains("ana"));
    assertThat(instance.bean(ErasedPeople.class).includes("ana")).isTrue();
    readWhatTheGatesWrite();
    clock.advance(Duration.ofMinutes(2));

    await().atMost(LONGEST).untilAsserted(() -> assertThat(holding("ana")).isEmpty());
    assertThat(holding("bo")).isEqualTo(before);
    assertThat(instance.bean(ErasedPeople.class).includes("bo")).isFalse();
  }

  @Test
  void exportsAndErases_whatCameBack() {
    BouncePublisher bounces = instance.bean(BouncePublisher.class);
    bounces.note("i-1", "5.1.1", "<ana@example.org>: User unknown");
    PersonView held = instance.bean(PersonReader.class).find("ana").orElseThrow();
    assertThat(held.unreachable()).hasSize(1);
    assertThat(held.invitations().get(0).bounceStatus()).isEqualTo("5.1.1");

    instance.bean(ErasingRunner.class).erase("ana");
    readWhatTheGatesWrite();

    assertThat(bounces.note("i-1", "5.1.1", "<ana@example.org>: User unknown")).isEmpty();
    assertThat(holding("ana")).containsExactly("timetable");
  }

  private static LifecycleSubject contract(String person, long revision) {
    return new LifecycleSubject(
        "K-1",
        revision,
        "contract",
        "Care of " + person,
        new Requester(person, "Name of " + person, null, null),
        List.of(),
        null,
        null,
        MONDAY.plus(Duration.ofDays(90)),
        Context.NONE);
  }

  private static Complaint complaint(String person) {
    return new Complaint(
        "C-1",
        1,
        "grievance",
        "received",
        "normal",
        "nps-low",
        MONDAY,
        null,
        "T1",
        new Respondent(person),
        List.of(),
        Context.NONE,
        null,
        null);
  }

  @Test
  void exportsAndErases_whatIsNotCountedYet_andWhereHeIsNamed() {
    KnownLifecycleRepository lifecycle = instance.bean(KnownLifecycleRepository.class);
    lifecycle.apply(List.of(received("K-1", contract("ana", 1))));
    instance.bean(KnownComplaintRepository.class).apply(List.of(received("C-1", complaint("ana"))));
    List<Answer> said = List.of(new Answer("why", null, null, null, null, "ana left"));
    database.mongo().save(new Partial("i-1", MONDAY, "en", said));
    // Its invitation is gone: it is known by the person.
    database
        .mongo()
        .save(new SetAside("i-9", "too-fast", MONDAY, "en", said, "desk", 1, "c", "T1", "ana"));
    Document entered = new Document();
    database
        .mongo()
        .getConverter()
        .write(response("ana").toBuilder().enteredBy("kim").build(), entered);
    database
        .mongo()
        .save(new Document("_id", "e-1").append("response", entered), "entered_answers");
    PersonView held = instance.bean(PersonReader.class).find("ana").orElseThrow();
    assertThat(held.lifecycle())
        .extracting(PersonView.HeldSubject::name, PersonView.HeldSubject::personName)
        .containsExactly(tuple("Care of ana", "Name of ana"));
    assertThat(held.unsent()).extracting(PersonView.HeldUnsent::answers).containsExactly(said);
    assertThat(held.setAside())
        .extracting(PersonView.HeldSetAside::why)
        .containsExactly("too-fast");
    assertThat(held.entered()).extracting(PersonView.HeldAnswer::enteredBy).containsExactly("kim");
    assertThat(held.complaints())
        .extracting(PersonView.HeldComplaint::complaintId)
        .containsExactly("C-1");

    instance.bean(ErasingRunner.class).erase("ana");
    readWhatTheGatesWrite();
    assertThat(sent(Topics.INBOUND_LIFECYCLE))
        .singleElement()
        .asString()
        .startsWith("K-1 ")
        .doesNotContain("ana");
    lifecycle.apply(List.of(received("K-1", contract("ana", 2).withoutPerson())));

    assertThat(holding("ana")).containsExactly("timetable");
    assertThat(instance.bean(PersonReader.class).find("ana")).isEmpty();
  }

  @Test
  void goesOnByTheTimetable_whereWhoBeganItDied() {
    ErasingRunner erasing = instance.bean(ErasingRunner.class);
    instance.broker().goAway();
    assertThatThrownBy(() -> erasing.erase("ana")).isInstanceOf(RuntimeException.class);
    assertThat(sent(Topics.INVITATIONS)).isEmpty();

    instance.broker().comeBack();
    clock.advance(Duration.ofMinutes(2));
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(sent(Topics.INVITATIONS)).contains("i-1 gone"));
    readWhatTheGatesWrite();

    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofMinutes(2));
              assertThat(holding("ana")).isEmpty();
            });
  }

  @Test
  void keepsNothingOfWhatSlipsThroughAGate_andAsksTheGateAnew() {
    instance.bean(ErasingRunner.class).erase("ana");
    readWhatTheGatesWrite();
    int before = sent(Topics.INBOUND_TICKETS).size();
    Ticket late = ticket("ana").withRevision(9);

    read(late, response("ana").toBuilder().responseId("r-9").build());
    instance
        .bean(ErasurePublisher.class)
        .eraseTicketsThatSlippedThrough(List.of(received("T1", late)));

    assertThat(holding("ana")).containsExactly("timetable");
    assertThat(sent(Topics.INBOUND_TICKETS)).hasSize(before + 1);
  }

  @Test
  void isErasedOnce_whereItIsAskedForTwice() {
    instance.bean(ErasingRunner.class).erase("ana");
    readWhatTheGatesWrite();
    List<String> once = sent(Topics.INVITATIONS);

    instance.bean(ErasingRunner.class).erase("ana");

    assertThat(sent(Topics.INVITATIONS)).isEqualTo(once);
    assertThat(sent(Topics.ERASURES).stream().map(text -> text.substring(0, 64)).distinct())
        .hasSize(1);
  }
}
