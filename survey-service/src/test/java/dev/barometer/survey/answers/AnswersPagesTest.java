package dev.barometer.survey.answers;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import dev.barometer.survey.visitor.AnsweringPublisher;
import dev.barometer.survey.visitor.SetAside;
import dev.barometer.survey.visitor.SetAsideRepository;
import dev.barometer.survey.visitor.VisitorFixtures;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;

/** What staff do about answers, by their pages; how they look is seen in a browser. */
class AnswersPagesTest {
  private static final String ANSWER = "0191e2b4-0000-7000-8000-000000000001";

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(NOW.plus(Duration.ofHours(1)));
  private final Broker broker = Broker.thatAcknowledges();
  private final Broker auditBroker = Broker.thatAcknowledges();
  private final InvitationRepository invitations = new InvitationRepository(database.mongo());
  private final SetAsideRepository aside = new SetAsideRepository(database.mongo());
  private AskingInstance instance;
  private EnteringPublisher entering;
  private MockMvc pages;

  @BeforeEach
  void start() throws ClassNotFoundException {
    instance = new AskingInstance(database.mongo(), clock);
    var surveys = new SurveyRepository(database.mongo());
    var responses = new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES));
    AnsweringPublisher answering =
        VisitorFixtures.answering(database.mongo(), responses, instance.provider(Timetable.class));
    entering =
        new EnteringPublisher(
            database.mongo(),
            new KeptRepository(database.mongo()),
            responses,
            instance.provider(Timetable.class),
            new ErasedPeople(new PersonMarks(List.of(new byte[] {1}))));
    var links = new LinkProperties("http://host:8080", "http://host:8081", "", "");
    View nothing = (model, request, response) -> response.getWriter().flush();
    pages =
        MockMvcBuilders.standaloneSetup(
                new EntryPageController(
                    new EntryReader(
                        surveys,
                        invitations,
                        new KnownTicketRepository(
                            database.mongo(),
                            clock,
                            new ErasedPeople(new PersonMarks(List.of(new byte[] {1})))),
                        VisitorFixtures.asked(database.mongo())),
                    answering,
                    entering,
                    auditBroker.auditLog(),
                    clock),
                new SetAsidePageController(
                    aside,
                    new SetAsidePublisher(aside, invitations, answering, auditBroker.auditLog()),
                    surveys,
                    links))
            .setSingleView(nothing)
            .build();
    publish(SurveyFixtures.desk());
    Ticket ticket =
        Ticket.builder("T1")
            .revision(3)
            .status("resolved")
            .requester(new Requester("ana", null, null, null))
            .context(new Context("Email", "Desk", null, null, null, null, null, null))
            .build();
    database
        .mongo()
        .getCollection("tickets")
        .insertOne(new Document("_id", "T1").append("ticket", written(ticket)));
  }

  private void publish(SurveyVersion survey) {
    database
        .mongo()
        .getCollection("survey_versions")
        .insertOne(
            new Document("_id", survey.surveyId() + "|1")
                .append("surveyId", survey.surveyId())
                .append("version", 1)
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", written(survey)));
  }

  /** With a question of two that take turns. */
  private static SurveyVersion turns(@Nullable Boolean anonymous) {
    List<Question> asked =
        Stream.of("one", "other")
            .map(
                id ->
                    new Question(
                        id,
                        "text",
                        null,
                        null,
                        null,
                        false,
                        false,
                        Map.of("en", id + "?"),
                        null,
                        null,
                        null,
                        anonymous == null ? "turn" : null))
            .toList();
    return new SurveyVersion(
        "turns",
        1,
        1,
        "published",
        Map.of("en", "Turns"),
        null,
        asked,
        null,
        anonymous == null ? Map.of("turn", 1) : null,
        NOW,
        anonymous);
  }

  private Document written(Object value) {
    Document document = new Document();
    database.mongo().getConverter().write(value, document);
    return document;
  }

  private void invite(String id, String status, @Nullable String ticket) {
    invite(id, status, ticket, "desk");
  }

  private void invite(String id, String status, @Nullable String ticket, String survey) {
    database
        .mongo()
        .save(
            new InvitationDocument(
                id,
                1,
                status,
                null,
                survey,
                1,
                "after-ticket",
                "mail",
                ticket,
                "ana",
                null,
                "ko",
                new Context("Email", "Desk", null, null, null, null, null, null),
                NOW,
                NOW,
                NOW.plus(Duration.ofDays(14)),
                null,
                null,
                0,
                "hash"));
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return pages.perform(call.principal(new TestingAuthenticationToken("kim", ""))).andReturn();
  }

  private static MockHttpServletRequestBuilder filled() {
    return post("/answers/new")
        .param("answer", ANSWER)
        .param("channel", "phone")
        .param("q.overall", "2");
  }

  private List<Response> responses() {
    return broker.records().stream()
        .map(record -> FactJson.read(record.value(), Response.class))
        .toList();
  }

  private static Object shown(MvcResult page, String name) {
    return page.getModelAndView().getModel().get(name);
  }

  @Test
  void takesAnAnswerThatWasAskedFor_andSaysHowAndByWhom() throws Exception {
    invite("i1", InvitationDocument.REMINDED, "T1");

    assertThat((List<?>) shown(perform(get("/answers").param("ticket", "T1")), "open")).hasSize(1);
    MvcResult form = perform(get("/answers/new").param("invitation", "i1"));
    MvcResult taken = perform(filled().param("invitation", "i1"));
    perform(filled().param("invitation", "i1"));

    assertThat(form.getModelAndView().getViewName()).isEqualTo("answer-new");
    assertThat(taken.getModelAndView().getViewName()).isEqualTo("redirect:/answers?entered");
    assertThat(broker.values()).hasSize(2).containsOnly(broker.values().get(0));
    Response response = responses().get(0);
    assertThat(response.invitationId()).isEqualTo("i1");
    assertThat(response.channel()).isEqualTo("phone");
    assertThat(response.enteredBy()).isEqualTo("kim");
    assertThat(response.respondent().id()).isEqualTo("ana");
    assertThat(auditBroker.values().get(0)).contains("answer.entered", "i1", "phone");
  }

  @Test
  void closesTheInvitationThatAsksTheSameAboutTheTicket() throws Exception {
    invite("i1", InvitationDocument.ISSUED, "T1");

    perform(filled().param("survey", "desk").param("ticket", "T1"));

    assertThat(responses()).singleElement().extracting(Response::invitationId).isEqualTo("i1");
  }

  @Test
  void asksWhoWasNotInvited_aboutATicketWithItsAttribution_once() throws Exception {
    perform(filled().param("survey", "desk").param("ticket", "T1"));
    clock.advance(Duration.ofMinutes(1));
    perform(filled().param("survey", "desk").param("ticket", "T1"));
    MvcResult otherwise =
        perform(
            post("/answers/new")
                .param("answer", ANSWER)
                .param("channel", "face-to-face")
                .param("q.overall", "5")
                .param("survey", "desk"));

    assertThat(broker.values()).hasSize(2).containsOnly(broker.values().get(0));
    Response response = responses().get(0);
    assertThat(response.responseId()).isEqualTo(ANSWER);
    assertThat(response.invitationId()).isNull();
    assertThat(response.context().team()).isEqualTo("Desk");
    assertThat(response.respondent().id()).isEqualTo("ana");
    assertThat(otherwise.getResponse().getStatus()).isEqualTo(409);
  }

  @Test
  void sendsWhatWasEntered_whenItIsDue_whereWhoTookItDied() throws Exception {
    broker.goAway();
    assertThatThrownBy(() -> perform(filled().param("survey", "desk")))
        .hasRootCauseInstanceOf(TimeoutException.class);
    broker.comeBack();

    entering.handle(List.of(new Due("answer.enter", ANSWER, NOW)));

    assertThat(responses()).singleElement().extracting(Response::responseId).isEqualTo(ANSWER);
  }

  @Test
  void keepsWhatWasFilledIn_whereSomethingIsMissing() throws Exception {
    MvcResult noChannel =
        perform(
            post("/answers/new")
                .param("answer", ANSWER)
                .param("survey", "desk")
                .param("q.overall", "2"));
    MvcResult noAnswer =
        perform(
            post("/answers/new")
                .param("answer", ANSWER)
                .param("survey", "desk")
                .param("channel", "phone"));
    MvcResult noTicket = perform(get("/answers/new").param("survey", "desk").param("ticket", "T9"));

    assertThat(noChannel.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(noChannel, "noChannel")).isEqualTo(true);
    assertThat(noAnswer.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(noAnswer, "channel")).isEqualTo("phone");
    assertThat(noTicket.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(noTicket, "unknown")).isEqualTo("T9");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void asksForTheRest_whereAnAnswerBrokeOff_andCountsItOnce() throws Exception {
    invite("i1", InvitationDocument.ANSWERED, "T1");
    database
        .mongo()
        .getCollection("given_answers")
        .insertOne(
            new Document("_id", "i1")
                .append("revision", 1L)
                .append("submittedAt", Date.from(NOW))
                .append("locale", "ko")
                .append("answers", List.of())
                .append("partial", true));

    MvcResult found = perform(get("/answers").param("ticket", "T1"));
    MvcResult form = perform(get("/answers/new").param("invitation", "i1"));
    perform(filled().param("survey", "desk").param("ticket", "T1"));

    assertThat((List<?>) shown(found, "open")).hasSize(1);
    assertThat(form.getModelAndView().getViewName()).isEqualTo("answer-new");
    assertThat(responses())
        .singleElement()
        .satisfies(
            response -> {
              assertThat(response.invitationId()).isEqualTo("i1");
              assertThat(response.revision()).isEqualTo(2);
              assertThat(response.partial()).isNull();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {InvitationDocument.EXPIRED, InvitationDocument.CANCELLED})
  void takesWhatWasSaid_whereTheInvitationEndedMeanwhile(String status) throws Exception {
    invite("i1", status, "T1");

    MvcResult taken = perform(filled().param("invitation", "i1"));
    MvcResult asked = perform(get("/answers/new").param("invitation", "i1"));

    assertThat(taken.getModelAndView().getViewName()).isEqualTo("redirect:/answers?entered");
    assertThat(responses()).singleElement().extracting(Response::invitationId).isEqualTo("i1");
    assertThat(asked.getResponse().getStatus()).as("nobody is asked by it").isEqualTo(409);
  }

  @Test
  void asksNobodyWhoseAnswerWouldNotBeTaken_andKeepsWhatWasTyped() throws Exception {
    String tooLong = "x".repeat(5_000);

    MvcResult form = perform(get("/answers/new").param("survey", "desk").param("person", tooLong));
    MvcResult sent = perform(filled().param("survey", "desk").param("person", tooLong));

    assertThat(form.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(form, "noPerson")).isEqualTo(true);
    assertThat(sent.getResponse().getStatus()).isEqualTo(422);
    assertThat(sent.getModelAndView().getViewName()).isEqualTo("answer-new");
    assertThat(shown(sent, "refused").toString()).contains("respondent");
    assertThat(shown(sent, "survey").toString()).contains("value=2, label=null, chosen=true");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void readsTheQuestionsThatWereAsked_whereTheInvitationCameMeanwhile() throws Exception {
    SurveyVersion turns = turns(null);
    publish(turns);
    String asked = Rotation.pick(turns, ANSWER).questions().get(0).questionId();
    String later =
        IntStream.range(0, 100)
            .mapToObj(one -> "i" + one)
            .filter(one -> !Rotation.pick(turns, one).questions().get(0).questionId().equals(asked))
            .findFirst()
            .orElseThrow();
    invite(later, InvitationDocument.ISSUED, "T1", "turns");

    MvcResult taken =
        perform(
            post("/answers/new")
                .param("answer", ANSWER)
                .param("channel", "phone")
                .param("survey", "turns")
                .param("ticket", "T1")
                .param("q." + asked, "because"));
    MvcResult drawn = perform(get("/answers/new").param("survey", "turns").param("ticket", "T1"));

    assertThat(taken.getModelAndView().getViewName()).isEqualTo("redirect:/answers?entered");
    assertThat(responses())
        .singleElement()
        .satisfies(
            response -> {
              assertThat(response.invitationId()).isEqualTo(later);
              assertThat(response.answers().get(0).questionId()).isEqualTo(asked);
            });
    assertThat(((EntryForm) shown(drawn, "about")).invitation())
        .as("the form says by what it was drawn")
        .isEqualTo(later);
  }

  @Test
  void offersNoAnonymousInvitation() throws Exception {
    publish(turns(true));
    invite("i1", InvitationDocument.ISSUED, "T1", "turns");
    invite("i2", InvitationDocument.ISSUED, "T1");

    assertThat((List<?>) shown(perform(get("/answers").param("ticket", "T1")), "open"))
        .singleElement()
        .extracting(one -> ((InvitationDocument) one).id())
        .isEqualTo("i2");
  }

  @Test
  void asksNobodyWhoAnsweredMeanwhile() throws Exception {
    invite("i1", InvitationDocument.ANSWERED, "T1");

    MvcResult over = perform(filled().param("invitation", "i1"));

    assertThat(over.getResponse().getStatus()).isEqualTo(409);
    assertThat(shown(over, "over")).isEqualTo(true);
    assertThat(broker.records()).isEmpty();
  }

  private SetAside setAside(int point) {
    SetAside one =
        new SetAside(
            "i1",
            "too-fast",
            clock.instant(),
            "ko",
            List.of(
                new Answer("overall", "csat", "5", point, "negative", null),
                new Answer("reasons", null, null, null, null, null, List.of("slow")),
                new Answer("lost", "lost-time", null, 2_700, null, null)),
            "desk",
            1,
            "after-ticket",
            "T1",
            "ana");
    database.mongo().save(one);
    return one;
  }

  private MvcResult decide(String what, SetAside one) throws Exception {
    return perform(post("/answers/set-aside/i1/" + what).param("at", one.at().toString()));
  }

  @Test
  void letsInWhatWasSetAside_asTheAnswerItWouldHaveBeen_once() throws Exception {
    invite("i1", InvitationDocument.EXPIRED, "T1");
    SetAside one = setAside(2);
    clock.advance(Duration.ofDays(20));

    MvcResult in = decide("let-in", one);
    MvcResult again = decide("let-in", one);

    assertThat(in.getModelAndView().getViewName())
        .isEqualTo("redirect:/answers/set-aside?done=let-in");
    assertThat(again.getModelAndView().getViewName()).endsWith("done=gone");
    assertThat(responses())
        .singleElement()
        .satisfies(
            response -> {
              assertThat(response.submittedAt()).isEqualTo(one.at());
              assertThat(response.channel()).isEqualTo("web");
              assertThat(response.enteredBy()).isNull();
            });
    assertThat(auditBroker.values()).singleElement().asString().contains("answer.let-in");
    assertThat(aside.count()).isZero();
  }

  @Test
  void staysOnTheList_whereWhoLetsItInDies_andIsTheSameRecordAfterIt() throws Exception {
    invite("i1", InvitationDocument.ISSUED, "T1");
    SetAside one = setAside(2);
    decide("let-in", one);
    database.mongo().save(one);

    decide("let-in", one);

    assertThat(broker.values()).hasSize(2).containsOnly(broker.values().get(0));
    assertThat(aside.count()).isZero();
  }

  @Test
  void putsNothingInPlaceOfWhatThePersonAnswered() throws Exception {
    invite("i1", InvitationDocument.ISSUED, "T1");
    SetAside first = setAside(2);
    decide("let-in", first);
    clock.advance(Duration.ofMinutes(1));
    SetAside second = setAside(5);

    assertThat(decide("discard", first).getModelAndView().getViewName()).endsWith("done=gone");
    assertThat(decide("let-in", second).getModelAndView().getViewName()).endsWith("done=answered");
    assertThat(decide("discard", second).getModelAndView().getViewName())
        .endsWith("done=discarded");
    assertThat(responses()).hasSize(1);
    assertThat(aside.count()).isZero();
  }

  @Test
  void listsWhatIsSetAside_withWhatItSays_andAsAFile() throws Exception {
    setAside(2);

    MvcResult list = perform(get("/answers/set-aside"));
    MvcResult file = perform(get("/answers/set-aside").param("format", "csv"));

    assertThat(shown(list, "count")).isEqualTo(1L);
    assertThat(shown(list, "page").toString())
        .contains("How satisfied are you?", "2 (5)", "said=Slow", "said=45 minutes");
    assertThat(file.getResponse().getContentAsString())
        .contains("invitationId,why,at", "i1,too-fast,", "overall: 2 (5)");
  }
}
