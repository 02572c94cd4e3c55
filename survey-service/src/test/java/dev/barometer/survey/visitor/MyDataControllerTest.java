package dev.barometer.survey.visitor;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.starter.security.Brake;
import dev.barometer.starter.security.BrakeProperties;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.person.PersonRepository;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;

/** Whoever has a link sees what is held, and takes back what was answered by it. */
class MyDataControllerTest {
  private static final String SECRET = new LinkSecrets(List.of(new byte[] {7})).of("i1");
  private static final String MINE = "/s/" + SECRET + "/my-data";
  private static final List<Answer> ANSWERS =
      List.of(new Answer("why", null, null, null, null, "slow"));

  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final GivenRepository given = new GivenRepository(database.mongo());
  private final SetAsideRepository aside = new SetAsideRepository(database.mongo());
  private AskingInstance instance;
  private AnsweringPublisher answering;
  private MockMvc pages;

  @BeforeEach
  void start() throws ClassNotFoundException {
    String hash = LinkSecrets.hash(SECRET);
    database.mongo().save(new Document("_id", hash).append("invitation", "i1"), "invitation_links");
    database.mongo().save(invitation("i1", "issued", hash));
    database.mongo().save(invitation("i2", "suppressed", null));
    database.mongo().save(invitation("i3", "answered", null));
    instance = new AskingInstance(database.mongo(), clock);
    var invitations = new InvitationRepository(database.mongo());
    answering =
        new AnsweringPublisher(
            given,
            invitations,
            new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
            instance.provider(Timetable.class));
    var brake =
        new Brake(
            new BrakeProperties(
                3, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(15), 100),
            clock);
    View nothing = (model, request, response) -> response.getWriter().flush();
    pages =
        MockMvcBuilders.standaloneSetup(
                new MyDataController(
                    new LinkReader(
                        invitations,
                        VisitorFixtures.newcomers(
                            database.mongo(), new LinkSecrets(List.of(new byte[] {1})), clock),
                        given,
                        brake,
                        clock),
                    invitations,
                    new PersonRepository(database.mongo()),
                    given,
                    aside,
                    answering,
                    clock))
            .setControllerAdvice(new VisitorAdvice())
            .setSingleView(nothing)
            .build();
  }

  private static InvitationDocument invitation(String id, String status, String linkHash) {
    return new InvitationDocument(
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
        "ana@example.org",
        "en",
        Context.NONE,
        MONDAY,
        MONDAY,
        MONDAY.plus(Duration.ofDays(14)),
        null,
        null,
        0,
        linkHash);
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private Map<String, Object> shown() throws Exception {
    return pages.perform(get(MINE)).andReturn().getModelAndView().getModel();
  }

  private void answer() {
    given.put(null, Given.first("i1", MONDAY, Said.byLink(ANSWERS, "en")));
  }

  @Test
  void showsWhatWasAsked_andTheAnswerByThisLink_changingNothing() throws Exception {
    answer();

    Map<String, Object> shown = shown();
    pages.perform(head(MINE));

    assertThat((List<?>) shown.get("asked")).hasSize(2);
    assertThat(((Given) shown.get("answer")).answers()).isEqualTo(ANSWERS);
    assertThat(shown.get("optedOut")).isEqualTo(false);
    assertThat(broker.records()).isEmpty();
    assertThat(given.find("i1").orElseThrow().answers()).isEqualTo(ANSWERS);
  }

  @Test
  void takesTheAnswerBack_keepsNothingOfIt_andMayBeAnsweredAnew() throws Exception {
    answer();

    pages.perform(post(MINE));

    assertThat(broker.values()).singleElement().asString().contains("withdrawnAt");
    assertThat(given.find("i1").orElseThrow().answers()).isEmpty();
    assertThat(shown().get("answer")).isNull();
    answering.take(
        invitation("i1", "issued", null),
        Said.byLink(ANSWERS, "en"),
        MONDAY.plus(Duration.ofMinutes(1)));
    assertThat(broker.values().get(1)).contains("\"revision\":3", "slow");
  }

  @Test
  void showsWhatWasChosenAndNotSent_andWhatWaitsToBeLetIn_andDeletesBoth() throws Exception {
    database.mongo().save(new Partial("i1", MONDAY, "en", ANSWERS));
    database.mongo().save(new Partial("i3", MONDAY, "en", ANSWERS));
    aside.put(new SetAside("i1", "too-fast", MONDAY, "en", ANSWERS, "desk", 1, "c", "T1", "ana"));

    MyDataController.Unsent unsent = new MyDataController.Unsent(MONDAY, ANSWERS);
    assertThat(shown().get("unsent")).isEqualTo(List.of(unsent, unsent));
    pages.perform(post(MINE));

    assertThat(shown().get("unsent")).isEqualTo(List.of());
    assertThat(given.unsent(List.of("i3"))).hasSize(1);
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void showsNothingOfWhatWasChosenBefore_onceItIsAnsweredToTheEnd() throws Exception {
    database.mongo().save(new Partial("i1", MONDAY, "en", ANSWERS));
    answer();

    assertThat(shown().get("unsent")).isEqualTo(List.of());
  }

  @Test
  void takesNothingBack_whereNothingWasAnswered() throws Exception {
    pages.perform(post(MINE));

    assertThat(broker.records()).isEmpty();
  }
}
