package dev.barometer.survey.visitor;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static dev.barometer.survey.design.SurveyFixtures.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  private static final AnswerProperties SETTINGS =
      new AnswerProperties(
          Duration.ofDays(30), Duration.ofMinutes(30), Duration.ofSeconds(2), Duration.ofDays(90));

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(NOW.plus(Duration.ofHours(1)));
  private final Broker broker = Broker.thatAcknowledges();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Brake brake =
      new Brake(
          new BrakeProperties(
              3, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(15), 100),
          clock);
  private final SetAsideRepository aside = new SetAsideRepository(database.mongo());
  private AskingInstance instance;
  private AnsweringPublisher answering;
  private PartialRunner partials;
  private MockMvc pages;

  @BeforeEach
  void start() throws ClassNotFoundException {
    SurveyVersion desk = asked();
    SurveyVersion published =
        new SurveyVersion(
            "desk",
            1,
            1,
            "published",
            desk.title(),
            null,
            desk.questions(),
            desk.cuts(),
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
        VisitorFixtures.answering(
            database.mongo(),
            new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
            instance.provider(Timetable.class));
    LinkReader links =
        new LinkReader(
            new InvitationRepository(database.mongo()),
            VisitorFixtures.newcomers(database.mongo(), SECRETS, clock),
            new GivenRepository(database.mongo()),
            brake,
            clock);
    VisitorMetrics metrics = new VisitorMetrics(meters);
    AskedReader asked = VisitorFixtures.asked(database.mongo());
    VisitorController page =
        new VisitorController(
            links,
            asked,
            answering,
            instance.bean(AnonymousPublisher.class),
            instance.bean(InvitationPublisher.class),
            aside,
            SETTINGS,
            metrics,
            clock);
    partials =
        new PartialRunner(
            database.mongo(),
            new GivenRepository(database.mongo()),
            new InvitationRepository(database.mongo()),
            answering,
            SETTINGS,
            metrics,
            instance.provider(Timetable.class));
    View nothing = (model, request, response) -> response.getWriter().flush();
    pages =
        MockMvcBuilders.standaloneSetup(
                page,
                new BeaconController(
                    links, asked, partials, instance.bean(InvitationPublisher.class), clock))
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
                "ko_KR",
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
  void makesItTheNextRevision_whenHeAnsweredInAnotherWindow_sinceItWasLookedUp() throws Exception {
    perform(post(LINK).param("q.overall", "2"));
    InvitationDocument invitation =
        new InvitationRepository(database.mongo()).find("i1").orElseThrow();
    SurveyVersion survey = VisitorFixtures.asked(database.mongo()).survey(invitation);
    AnswerForm otherwise = AnswerForm.read(survey, Map.of("q.overall", List.of("5")));

    answering.take(invitation, null, Said.byLink(otherwise.answers(), "en"), clock.instant());

    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L);
    assertThat(responses().get(1).answers()).isEqualTo(otherwise.answers());
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

  @ParameterizedTest
  @CsvSource({
    "homepage, http://spam, hidden-field",
    "auto, webdriver, automation",
    "took, 1999, too-fast"
  })
  void setsAside_whatHardlyAPersonSent_andAnswersAsIfItWasTaken(
      String field, String value, String why) throws Exception {
    MvcResult taken = perform(post(LINK).param("q.overall", "2").param(field, value));

    assertThat(taken.getModelAndView().getViewName())
        .isEqualTo("redirect:" + LINK + "?done&lang=ko");
    assertThat(perform(get(LINK).param("done", "")).getModelAndView().getModel())
        .containsEntry("done", true);
    assertThat(broker.records()).isEmpty();
    assertThat(database.mongo().findAll(Given.class)).isEmpty();
    SetAside kept = aside.find("i1").orElseThrow();
    assertThat(kept.why()).isEqualTo(why);
    assertThat(kept.answers()).extracting("value").containsExactly(2);
    assertThat(kept.personId()).isEqualTo("ana");
    assertThat(meters.get("barometer.answers.suspicious").tag("why", why).counter())
        .extracting(Counter::count)
        .isEqualTo(1.0);
  }

  /** Without scripts nobody says how long it took. */
  @ParameterizedTest
  @CsvSource({"homepage, ''", "took, 2000", "took, ''", "took, soon", "took, -5"})
  void takesWhatIsNotSaidToBeTooFast_howeverSoonItComes(String field, String value)
      throws Exception {
    perform(post(LINK).param("q.overall", "2").param(field, value));

    assertThat(broker.records()).hasSize(1);
    assertThat(aside.count()).isZero();
  }

  private InvitationDocument invitation() {
    return database.mongo().findById("i1", InvitationDocument.class);
  }

  @Test
  void notesOnce_thatAPersonActedOnThePage() throws Exception {
    Instant first = clock.instant();
    MvcResult told = perform(post(LINK + "/opened"));
    clock.advance(Duration.ofMinutes(1));
    perform(post(LINK + "/opened"));

    assertThat(told.getResponse().getStatus()).isEqualTo(204);
    assertThat(invitation().openedAt()).isEqualTo(first);
    assertThat(invitation().revision()).isEqualTo(2);
    assertThat(instance.broker().keys()).containsExactly("i1");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void makesAnAnswerOfWhatWasChosen_whenNoFullOneCame_once() throws Exception {
    MvcResult told =
        perform(post(LINK + "/partial").param("q.overall", "2").param("q.reasons", "slow"));
    Instant left = clock.instant();
    List<Due> due = List.of(new Due("answer.partial", "i1", left));
    assertThat(broker.records()).isEmpty();
    clock.advance(Duration.ofMinutes(30));
    partials.handle(due);
    partials.handle(due);

    assertThat(told.getResponse().getStatus()).isEqualTo(204);
    assertThat(responses())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.partial()).isTrue();
              assertThat(one.submittedAt()).isEqualTo(left);
              assertThat(one.answers()).extracting("questionId").contains("overall", "reasons");
            });
    assertThat(meters.get("barometer.answers.partial").counter().count()).isEqualTo(1.0);
    assertThat(database.mongo().findAll(Partial.class)).isEmpty();
  }

  @Test
  void isDueAfterTheLastTimeHeLeft() throws Exception {
    perform(post(LINK + "/partial").param("q.overall", "2"));
    clock.advance(Duration.ofMinutes(10));
    perform(post(LINK + "/partial").param("q.overall", "3"));

    assertThat(database.mongo().getCollection("timetable").find())
        .filteredOn(item -> "answer.partial".equals(item.getString("kind")))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.getDate("at").toInstant())
                    .isEqualTo(clock.instant().plus(Duration.ofMinutes(30))));
    partials.handle(List.of(new Due("answer.partial", "i1", NOW)));
    assertThat(responses().get(0).answers()).extracting("value").containsExactly(3);
  }

  @Test
  void isReplacedByTheFullOne_whicheverComesFirst() throws Exception {
    List<Due> due = List.of(new Due("answer.partial", "i1", NOW));
    perform(post(LINK + "/partial").param("q.overall", "2"));
    partials.handle(due);
    perform(post(LINK).param("q.overall", "2"));
    perform(post(LINK + "/partial").param("q.overall", "5"));
    partials.handle(due);

    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L);
    assertThat(responses()).extracting(Response::partial).containsExactly(true, null);
  }

  @Test
  void takesTheFullOne_asLongAsTheLinkIsOpen_whereTheFirstWasPartial() throws Exception {
    perform(post(LINK + "/partial").param("q.overall", "2"));
    partials.handle(List.of(new Due("answer.partial", "i1", NOW)));
    keep(InvitationDocument.ANSWERED);
    clock.advance(Duration.ofDays(10));
    perform(post(LINK).param("q.overall", "2").param("q.why", "slow"));
    clock.advance(Duration.ofDays(1));

    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L);
    assertThat(state(perform(get(LINK)))).isEqualTo("answered");
  }

  @Test
  void countsNothing_whereTheFullOneCameBeforeItWasDue() throws Exception {
    perform(post(LINK + "/partial").param("q.overall", "2"));
    perform(post(LINK).param("q.overall", "3"));
    partials.handle(List.of(new Due("answer.partial", "i1", NOW)));

    assertThat(responses()).extracting(Response::partial).containsOnlyNulls().hasSize(1);
    assertThat(database.mongo().findAll(Partial.class)).isEmpty();
  }

  @Test
  void losesNoPartialAnswer_whereTheBrokerIsAwayWhenItIsDue() throws Exception {
    List<Due> due = List.of(new Due("answer.partial", "i1", NOW));
    perform(post(LINK + "/partial").param("q.overall", "2"));
    broker.goAway();
    assertThatThrownBy(() -> partials.handle(due)).isInstanceOf(RuntimeException.class);
    broker.comeBack();
    partials.handle(due);
    partials.handle(due);

    assertThat(responses()).singleElement().extracting(Response::revision).isEqualTo(1L);
  }

  @Test
  void keepsNothingPartial_ofWhatIsOver_orNobodyChose() throws Exception {
    perform(post(LINK + "/partial").param("q.why", "typed and not sent"));
    perform(post(LINK + "/partial").param("q.overall", "77"));
    clock.advance(Duration.ofDays(14));
    perform(post(LINK + "/partial").param("q.overall", "2"));

    assertThat(database.mongo().findAll(Partial.class)).isEmpty();
    assertThat(perform(post("/s/" + "A".repeat(22) + "/partial")).getResponse().getStatus())
        .isEqualTo(404);
  }

  /** What the script tells must not keep a person from sending. */
  @Test
  void takesAnAnswer_howeverMuchTheScriptTold() throws Exception {
    for (int i = 0; i <= PostLimit.MOST; i++) {
      perform(post(LINK + "/opened"));
    }
    assertThat(perform(post(LINK + "/opened")).getResponse().getStatus()).isEqualTo(429);
    perform(post(LINK).param("q.overall", "2"));

    assertThat(broker.records()).hasSize(1);
  }

  @Test
  void leavesTheDueThingOfAnother_whenItTakesAwayItsOwn() throws Exception {
    broker.goAway();
    try {
      perform(post(LINK).param("q.overall", "2"));
    } catch (Exception away) {
      assertThat(away).hasRootCauseInstanceOf(TimeoutException.class);
    }
    broker.comeBack();
    perform(post(LINK).param("q.overall", "3"));

    assertThat(database.mongo().getCollection("timetable").find())
        .filteredOn(item -> "answer.send".equals(item.getString("kind")))
        .singleElement()
        .satisfies(item -> assertThat(item.getString("data")).isEqualTo("i1"));
  }

  @Test
  void takesAnAnswerBack_andAnotherAfterIt_eachAsTheNextRevision() throws Exception {
    perform(post(LINK).param("q.overall", "2").param("q.why", "slow"));
    perform(post(LINK + "/withdraw"));
    perform(post(LINK + "/withdraw"));
    MvcResult shown = perform(get(LINK));
    perform(post(LINK).param("q.overall", "2"));

    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L, 2L, 3L);
    assertThat(responses().get(1).withdrawnAt()).isEqualTo(clock.instant());
    assertThat(responses().get(1).answers()).isEmpty();
    assertThat(responses().get(3).withdrawnAt()).isNull();
    assertThat(shown.getModelAndView().getModel())
        .containsEntry("withdrawn", true)
        .containsEntry("changing", false);
    assertThat(page(shown).questions().get(3).text()).isNull();
  }

  @Test
  void sendsWhatWasTakenBack_whenItIsDue_thoughNobodyComesBack() throws Exception {
    perform(post(LINK).param("q.overall", "2"));
    broker.goAway();
    try {
      perform(post(LINK + "/withdraw"));
    } catch (Exception away) {
      assertThat(away).hasRootCauseInstanceOf(TimeoutException.class);
    }
    broker.comeBack();
    answering.handle(List.of(new Due("answer.send", "a-call", NOW, "i1")));

    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L);
    assertThat(responses().get(1).withdrawnAt()).isNotNull();
  }

  @Test
  void forgetsWhatAnAdministratorTookBack_andTakesWhatIsSaidAfterIt() throws Exception {
    perform(post(LINK).param("q.overall", "2"));
    Response given = responses().get(0);
    answering.note(List.of(given));
    answering.note(List.of(takenBack(given, 2)));
    answering.note(List.of(given));

    assertThat(database.mongo().findById("i1", Given.class).answers()).isEmpty();
    assertThat(perform(get(LINK)).getModelAndView().getModel()).containsEntry("withdrawn", true);
    perform(post(LINK).param("q.overall", "5"));
    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 3L);
    clock.advance(Duration.ofHours(12));
    answering.note(List.of(takenBack(given, 4), given));
    assertThat(state(perform(get(LINK)))).isEqualTo("withdrawn");
    assertThat(state(perform(post(LINK).param("q.overall", "5")))).isEqualTo("withdrawn");
    assertThat(state(perform(post(LINK + "/withdraw")))).isEqualTo("withdrawn");
  }

  private Response takenBack(Response given, long revision) {
    return given.toBuilder()
        .revision(revision)
        .answers(List.of())
        .withdrawnAt(clock.instant())
        .build();
  }

  /** Two made the same revision at once; the gate took that of the other. */
  @Test
  void followsWhatTheGateTook_whereItWasNotItsOwn() throws Exception {
    perform(post(LINK).param("q.overall", "2"));
    perform(post(LINK).param("q.overall", "5"));
    Response taken =
        responses().get(1).toBuilder().answers(List.of()).withdrawnAt(clock.instant()).build();

    answering.note(List.of(taken));

    assertThat(database.mongo().findById("i1", Given.class).stands()).isFalse();
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
