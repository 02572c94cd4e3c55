package dev.barometer.survey.bounce;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.fact.Context;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.trigger.AskingInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What comes back counts once, whoever dies over it and however often it is told. */
class BouncePublisherTest {
  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(MONDAY.plus(Duration.ofHours(2)));
  private AskingInstance instance;
  private BouncePublisher bounces;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance =
        new AskingInstance(database.mongo(), clock, KeptRepository.class, BouncePublisher.class);
    bounces = instance.bean(BouncePublisher.class);
    invite("i1", InvitationDocument.REMINDED, "ana@example.org");
    database
        .mongo()
        .save(
            new Person(
                "ana",
                1,
                null,
                List.of(
                    new Ask("i0", "c", "desk", MONDAY.minusSeconds(1), Map.of()),
                    new Ask("i1", "c", "desk", MONDAY, Map.of())),
                List.of()));
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private void invite(String id, String status, String address) {
    database
        .mongo()
        .save(
            new InvitationDocument(
                id,
                1,
                status,
                null,
                "desk",
                1,
                "c",
                "mail",
                "T1",
                "ana",
                address,
                "en",
                Context.NONE,
                MONDAY,
                MONDAY,
                MONDAY.plus(Duration.ofDays(14)),
                MONDAY.plusSeconds(5),
                null,
                1,
                "hash"));
  }

  private InvitationDocument invitation(String id) {
    return database.mongo().findById(id, InvitationDocument.class);
  }

  private Person ana() {
    return database.mongo().findById("ana", Person.class);
  }

  private double counted(String kind) {
    var counter =
        instance
            .bean(MeterRegistry.class)
            .find("barometer.mail.bounced")
            .tag("kind", kind)
            .counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void callsItBack_asIfNobodyHadBeenAsked_andKnowsTheAddress() {
    bounces.note("i1", "5.1.1", "no such\r\nmailbox");

    InvitationDocument one = invitation("i1");
    assertThat(one.status()).isEqualTo("cancelled");
    assertThat(one.reason()).isEqualTo("bounced");
    assertThat(one.deliveredAt()).isNull();
    assertThat(one.bounce().status()).isEqualTo("5.1.1");
    assertThat(one.bounce().detail()).isEqualTo("no such mailbox");
    assertThat(one.bounce().at()).isEqualTo(clock.instant());
    assertThat(ana().asks()).extracting(Ask::invitationId).containsExactly("i0");
    assertThat(ana().isUnreachableAt("mail", "Ana@Example.org")).isTrue();
    assertThat(ana().isUnreachableAt("mail", "ana.kim@example.org")).isFalse();
    assertThat(ana().isUnreachableAt("webhook", "ana@example.org")).isFalse();
    assertThat(instance.broker().values())
        .singleElement()
        .satisfies(
            told ->
                assertThat(told)
                    .contains("\"cancelled\"", "\"bounced\"")
                    .doesNotContain("deliveredAt", "example.org", "no such"));
    assertThat(counted("lasting")).isEqualTo(1);
  }

  @Test
  void countsOnce_howeverOftenItIsTold_andNothingPassingAfterIt() {
    bounces.note("i1", "4.4.1", "later");
    bounces.note("i1", "4.4.1", "later");
    assertThat(invitation("i1").status()).isEqualTo("reminded");
    assertThat(invitation("i1").deliveredAt()).isNotNull();
    assertThat(invitation("i1").bounce().status()).isEqualTo("4.4.1");
    assertThat(ana().asks()).hasSize(2);
    assertThat(ana().unreachable()).isEmpty();

    bounces.note("i1", "5.1.1", "never");
    InvitationDocument once = invitation("i1");
    Person then = ana();
    clock.advance(Duration.ofDays(1));
    bounces.note("i1", "5.1.1", "never");
    bounces.note("i1", "5.4.4", "another");
    bounces.note("i1", "4.4.1", "later");

    assertThat(invitation("i1")).isEqualTo(once);
    assertThat(ana()).isEqualTo(then);
    assertThat(counted("passing")).isEqualTo(1);
    assertThat(counted("lasting")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "5.0.0, true",
    "5.1.1, true",
    "5.1.10, true",
    "5.2.1, true",
    "5.4.1, true",
    "5.1.8, false",
    "5.2.2, false",
    "5.3.4, false",
    "5.5.0, false",
    "5.6.0, false",
    "5.7.1, false"
  })
  void keepsAnAddress_thatIsNotAtFault(String status, boolean isOfAddress) {
    bounces.note("i1", status, null);

    assertThat(invitation("i1").reason()).isEqualTo("bounced");
    assertThat(ana().isUnreachableAt("mail", "ana@example.org")).isEqualTo(isOfAddress);
  }

  @Test
  void leavesAnAnswer_andWhyItWasCalledBackBefore_andWhoWasNeverAsked() {
    invite("answered", InvitationDocument.ANSWERED, "a@example.org");
    invite("reopened", InvitationDocument.CANCELLED, "b@example.org");
    database.mongo().save(invitation("reopened").cancelled("reopened"));
    invite("late", InvitationDocument.EXPIRED, "c@example.org");
    invite("never", InvitationDocument.SUPPRESSED, "d@example.org");

    for (String id : List.of("answered", "reopened", "late")) {
      assertThat(bounces.note(id, "5.1.1", null)).as(id).isPresent();
    }

    assertThat(bounces.note("never", "5.1.1", null)).isEmpty();
    assertThat(bounces.note("unknown", "5.1.1", null)).isEmpty();
    assertThat(invitation("answered").status()).isEqualTo("answered");
    assertThat(invitation("answered").deliveredAt()).isNotNull();
    assertThat(invitation("reopened").reason()).isEqualTo("reopened");
    assertThat(invitation("reopened").deliveredAt()).isNull();
    assertThat(invitation("late").reason()).isEqualTo("bounced");
    assertThat(invitation("never").bounce()).isNull();
    assertThat(counted("lasting")).isEqualTo(3);
  }

  @Test
  void doesTheRest_whereWhoNotedItDied() {
    instance.broker().goAway();
    assertThatThrownBy(() -> bounces.note("i1", "5.1.1", null))
        .isInstanceOf(RuntimeException.class);
    instance.broker().comeBack();
    int before = instance.broker().values().size();

    bounces.note("i1", "5.1.1", null);

    assertThat(instance.broker().values().subList(before, instance.broker().values().size()))
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told).contains("\"bounced\""));
    assertThat(ana().asks()).hasSize(1);
    assertThat(ana().unreachable()).hasSize(1);
  }

  @Test
  void forgetsAnAddress_asIfNothingHadComeBack() {
    bounces.note("i1", "5.1.1", null);
    invite("i2", InvitationDocument.ISSUED, "ana.kim@example.org");
    bounces.note("i2", "5.1.1", null);

    bounces.forget(List.of("i1", "gone"));

    assertThat(ana().isUnreachableAt("mail", "ana@example.org")).isFalse();
    assertThat(ana().isUnreachableAt("mail", "ana.kim@example.org")).isTrue();
  }

  @Test
  void notesNothingOfWhoIsErased() {
    database.mongo().remove(ana());
    instance.bean(ErasedPeople.class).learn(erasure());

    bounces.note("i1", "5.1.1", null);

    assertThat(ana()).isNull();
  }

  private dev.barometer.contract.fact.Erasure erasure() {
    String mark = instance.bean(dev.barometer.starter.erasure.PersonMarks.class).of("ana");
    return new dev.barometer.contract.fact.Erasure(mark, 1, MONDAY);
  }

  private MockHttpServletResponse told(String id, String json) throws Exception {
    MockMvc api = MockMvcBuilders.standaloneSetup(new BounceController(bounces)).build();
    return api.perform(
            post("/api/invitations/" + id + "/bounce")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json))
        .andReturn()
        .getResponse();
  }

  @Test
  void isToldByGateways() throws Exception {
    assertThat(told("i1", "{\"status\":\"5.1.1\",\"detail\":\"gone\"}").getStatus()).isEqualTo(204);
    assertThat(told("i9", "{\"status\":\"5.1.1\"}").getStatus()).isEqualTo(404);
    assertThat(invitation("i1").reason()).isEqualTo("bounced");
    for (String wrong : List.of("{}", "{\"status\":\"550\"}", "{\"status\":\"2.0.0\"}")) {
      assertThatThrownBy(() -> told("i1", wrong))
          .hasRootCauseInstanceOf(dev.barometer.starter.web.InvalidRequestException.class);
    }
  }
}
