package dev.barometer.survey.visitor;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static dev.barometer.survey.design.SurveyFixtures.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Brake;
import dev.barometer.starter.security.BrakeProperties;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.anonymous.AnonymousPublisher;
import dev.barometer.survey.anonymous.AnonymousSettings;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;

class VisitorControllerTest {
  private static final LinkSecrets SECRETS = new LinkSecrets(List.of(new byte[] {1, 2, 3}));
  private static final String LINK = "/s/" + SECRETS.of("i1");

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(NOW.plus(Duration.ofHours(1)));
  private final Broker broker = Broker.thatAcknowledges();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Brake brake =
      new Brake(
          new BrakeProperties(
              3, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(15), 100),
          clock);
  private AskingInstance instance;
  private AnsweringPublisher answering;
  private MockMvc pages;

  @BeforeEach
  void start() throws ClassNotFoundException {
    SurveyVersion asked = asked();
    SurveyVersion published =
        new SurveyVersion(
            "desk",
            1,
            1,
            "published",
            asked.title(),
            null,
            asked.questions(),
            asked.cuts(),
            null,
            NOW);
    database
        .mongo()
        .getCollection("survey_versions")
        .insertOne(
            new Document("_id", "desk|1")
                .append("surveyId", "desk")
                .append("version", 1)
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", written(published)));
    keep(InvitationDocument.ISSUED);
    instance =
        new AskingInstance(
            database.mongo(), clock, ResponsePublisher.class, AnonymousSettings.class);
    answering =
        new AnsweringPublisher(
            new GivenRepository(database.mongo()),
            new InvitationRepository(database.mongo()),
            new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
            instance.provider(Timetable.class));
    View nothing = (model, request, response) -> response.getWriter().flush();
    pages =
        MockMvcBuilders.standaloneSetup(
                new VisitorController(
                    new LinkReader(new InvitationRepository(database.mongo()), brake, clock),
                    new SurveyRepository(database.mongo()),
                    new GivenRepository(database.mongo()),
                    answering,
                    instance.bean(AnonymousPublisher.class),
                    new VisitorMetrics(meters),
                    clock))
            .setControllerAdvice(new VisitorAdvice())
            .setSingleView(nothing)
            .build();
  }

  private Document written(Object value) {
    Document document = new Document();
    database.mongo().getConverter().write(value, document);
    return document;
  }

  private void keep(String status) {
    keep(status, null);
  }

  private void keep(String status, String reason) {
    String hash = LinkSecrets.hash(SECRETS.of("i1"));
    database.mongo().save(new Document("_id", hash).append("invitation", "i1"), "invitation_links");
    database
        .mongo()
        .save(
            new InvitationDocument(
                "i1",
                1,
                status,
                reason,
                "desk",
                1,
                "after-ticket",
                "mail",
                "T1",
                "ana",
                "ana@example.org",
                "ko",
                new Context("Email", "Desk", null, null, null, null, null, null),
                NOW,
                NOW,
                NOW.plus(Duration.ofDays(14)),
                null,
                null,
                0,
                hash));
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return pages.perform(call).andReturn();
  }

  private List<Response> responses() {
    return broker.records().stream()
        .map(record -> FactJson.read(record.value(), Response.class))
        .toList();
  }

  private static Object state(MvcResult result) {
    return result.getModelAndView().getModel().get("state");
  }

  @Test
  void asksInTheLanguageOfThePerson_orInAnotherThatHeChooses() throws Exception {
    MvcResult korean = perform(get(LINK));
    MvcResult english = perform(get(LINK).param("lang", "en"));

    assertThat(((SurveyPage) korean.getModelAndView().getModel().get("survey")).title())
        .isEqualTo("어떠셨나요?");
    assertThat(((SurveyPage) english.getModelAndView().getModel().get("survey")).title())
        .isEqualTo("How did we do?");
    assertThat(korean.getResponse().getCookies()).isEmpty();
  }

  @Test
  void changesNothing_whoeverLooksHowOften() throws Exception {
    for (int i = 0; i < 5; i++) {
      perform(get(LINK).param("q.overall", "1"));
      perform(head(LINK).param("q.overall", "1"));
    }

    assertThat(broker.records()).isEmpty();
    assertThat(database.mongo().findAll(Given.class)).isEmpty();
  }

  @Test
  void choosesBeforehandWhatTheLinkSays_andNothingElse() throws Exception {
    SurveyPage chosen = page(perform(get(LINK).param("q.overall", "4")));
    SurveyPage plain = page(perform(get(LINK)));

    assertThat(chosen.questions().get(0).choices())
        .filteredOn(SurveyPage.Choice::chosen)
        .extracting(SurveyPage.Choice::value)
        .containsExactly("4");
    assertThat(plain.questions())
        .allSatisfy(item -> assertThat(item.choices()).noneMatch(SurveyPage.Choice::chosen));
  }

  private static SurveyPage page(MvcResult result) {
    return (SurveyPage) result.getModelAndView().getModel().get("survey");
  }

  @Test
  void takesAnAnswer_withWhatTheInvitationKnows() throws Exception {
    MvcResult answer = perform(post(LINK).param("q.overall", "2").param("q.why", "<b>slow</b>"));

    assertThat(answer.getModelAndView().getViewName())
        .isEqualTo("redirect:" + LINK + "?done&lang=ko");
    Response taken = responses().get(0);
    assertThat(taken.invitationId()).isEqualTo("i1");
    assertThat(taken.campaignId()).isEqualTo("after-ticket");
    assertThat(taken.ticketId()).isEqualTo("T1");
    assertThat(taken.respondent().id()).isEqualTo("ana");
    assertThat(taken.context().team()).isEqualTo("Desk");
    assertThat(taken.channel()).isEqualTo("web");
    assertThat(taken.locale()).isEqualTo("ko");
    assertThat(taken.answers()).extracting("answerClass").startsWith("negative");
    assertThat(broker.senders()).containsExactly(new Sender("survey page", false));
  }

  @Test
  void sendsTheSameRecordAgain_whenTheSameIsPostedAgain() throws Exception {
    perform(post(LINK).param("q.overall", "2"));
    clock.advance(Duration.ofMinutes(1));
    perform(post(LINK).param("q.overall", "2"));

    assertThat(broker.values()).hasSize(2).containsOnly(broker.values().get(0));
  }

  @Test
  void losesNothing_whenTheBrokerWasAway_andTheSameIsPostedAgain() throws Exception {
    broker.goAway();
    List<Exception> failed = new ArrayList<>();
    try {
      perform(post(LINK).param("q.overall", "2"));
    } catch (Exception e) {
      failed.add(e);
    }
    broker.comeBack();
    perform(post(LINK).param("q.overall", "2"));

    assertThat(failed)
        .singleElement()
        .satisfies(e -> assertThat(e).hasRootCauseInstanceOf(TimeoutException.class));
    assertThat(responses()).singleElement().extracting(Response::revision).isEqualTo(1L);
  }

  @Test
  void sendsWhatWasGiven_whenItIsDue_thoughNobodyComesBack() throws Exception {
    broker.goAway();
    try {
      perform(post(LINK).param("q.overall", "2"));
    } catch (Exception away) {
      assertThat(away).hasRootCauseInstanceOf(TimeoutException.class);
    }
    broker.comeBack();
    answering.handle(List.of(new Due("answer.send", "i1", NOW)));

    assertThat(responses()).singleElement().extracting(Response::invitationId).isEqualTo("i1");
  }

  /** A form without an address of its own would send that of the page, too. */
  @Test
  void takesTheFormsWord_whereTheAddressSaysSomethingElse() throws Exception {
    perform(post(LINK + "?q.overall=4").param("q.overall", "4").param("q.overall", "1"));

    assertThat(responses().get(0).answers()).extracting("value").containsExactly(1);
  }

  @Test
  void letsAnAnswerBeChanged_forTwelveHours() throws Exception {
    perform(post(LINK).param("q.overall", "2"));
    keep(InvitationDocument.ANSWERED);
    clock.advance(Duration.ofHours(11));
    SurveyPage shown = page(perform(get(LINK)));
    perform(post(LINK).param("q.overall", "5"));
    clock.advance(Duration.ofHours(1));
    MvcResult late = perform(post(LINK).param("q.overall", "1"));

    assertThat(shown.questions().get(0).choices())
        .filteredOn(SurveyPage.Choice::chosen)
        .extracting(SurveyPage.Choice::value)
        .containsExactly("2");
    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L);
    assertThat(responses())
        .extracting(Response::submittedAt)
        .containsOnly(responses().get(0).submittedAt());
    assertThat(state(late)).isEqualTo("answered");
    assertThat(late.getResponse().getStatus()).isEqualTo(410);
  }

  @Test
  void keepsWhatWasFilledIn_whenSomethingIsMissing() throws Exception {
    MvcResult answer = perform(post(LINK).param("q.why", "Because"));

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(page(answer).wrong()).isTrue();
    assertThat(page(answer).questions().get(3).text()).isEqualTo("Because");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void saysWhyALinkIsOver() throws Exception {
    assertThat(state(perform(get("/s/" + "A".repeat(22))))).isEqualTo("unknown");
    keep(InvitationDocument.CANCELLED);
    assertThat(state(perform(get(LINK)))).isEqualTo("cancelled");
    keep(InvitationDocument.CANCELLED, StoppingRunner.OPTED_OUT);
    assertThat(state(perform(get(LINK)))).isEqualTo("stopped");
    keep(InvitationDocument.ANSWERED);
    assertThat(state(perform(get(LINK)))).isEqualTo("answered");
    keep(InvitationDocument.ISSUED);
    clock.advance(Duration.ofDays(14));
    assertThat(state(perform(get(LINK)))).isEqualTo("expired");
    assertThat(state(perform(post(LINK).param("q.overall", "1")))).isEqualTo("expired");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void slowsDownWhoeverGuessesLinks_andNobodyWhoHasOne() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(perform(get("/s/guess" + i)).getResponse().getStatus()).isEqualTo(404);
    }
    MvcResult braked = perform(get("/s/guess4"));
    MvcResult sent = perform(post("/s/guess5"));

    assertThat(state(braked)).isEqualTo("wait");
    assertThat(braked.getResponse().getStatus()).isEqualTo(429);
    assertThat(braked.getResponse().getHeader("Retry-After")).isEqualTo("1");
    assertThat(sent.getResponse().getStatus()).isEqualTo(429);
    assertThat(perform(get(LINK)).getResponse().getStatus()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(perform(get("/s/guess6")).getResponse().getStatus()).isEqualTo(404);
  }

  @Test
  void takesSoMuchInAMinuteByALink_andGoesOnAfterIt() throws Exception {
    for (int i = 0; i < PostLimit.MOST; i++) {
      perform(post(LINK).param("q.overall", i % 2 == 0 ? "1" : "2"));
    }
    MvcResult tooMuch = perform(post(LINK).param("q.overall", "5"));

    assertThat(tooMuch.getResponse().getStatus()).isEqualTo(429);
    assertThat(tooMuch.getResponse().getHeader("Retry-After")).isEqualTo("60");
    assertThat(broker.records()).hasSize(PostLimit.MOST);
    clock.advance(PostLimit.SPAN);
    perform(post(LINK).param("q.overall", "5"));
    assertThat(broker.records()).hasSize(PostLimit.MOST + 1);
  }

  @Test
  void sendsNothing_whenAFieldIsFilledInThatNobodySees_andAnswersAsIfItWas() throws Exception {
    MvcResult taken =
        perform(post(LINK).param("q.overall", "2").param(VisitorController.HIDDEN, "http://spam"));

    assertThat(taken.getModelAndView().getViewName())
        .isEqualTo("redirect:" + LINK + "?done&lang=ko");
    assertThat(perform(get(LINK).param("done", "")).getModelAndView().getModel())
        .containsEntry("done", true);
    assertThat(broker.records()).isEmpty();
    assertThat(database.mongo().findAll(Given.class)).isEmpty();
    assertThat(meters.get("barometer.answers.suspicious").tag("why", "hidden-field").counter())
        .extracting(Counter::count)
        .isEqualTo(1.0);
    perform(post(LINK).param("q.overall", "2").param(VisitorController.HIDDEN, ""));
    assertThat(broker.records()).hasSize(1);
  }

  @Test
  void tellsTracesNoLink() {
    var call = new MockHttpServletRequest("GET", LINK);
    var context = new ServerRequestObservationContext(call, new MockHttpServletResponse());
    var other =
        new ServerRequestObservationContext(
            new MockHttpServletRequest("GET", "/imports"), new MockHttpServletResponse());
    var convention = new VisitorConfiguration().tracesWithoutLinks();

    assertThat(convention.getHighCardinalityKeyValues(context).toString())
        .doesNotContain(SECRETS.of("i1"));
    assertThat(convention.getHighCardinalityKeyValues(other).toString()).contains("/imports");
  }
}
