package dev.barometer.survey.visitor;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Brake;
import dev.barometer.starter.security.BrakeProperties;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.anonymous.AnonymousPublisher;
import dev.barometer.survey.anonymous.AnonymousSettings;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.OpenLinkReader;
import dev.barometer.survey.campaign.Trigger;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.response.ResponsePublisher;
import dev.barometer.survey.trigger.AskingInstance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;

/** Somebody comes by a link that is there for all. */
class OpenLinkTest {
  private static final LinkSecrets SECRETS = new LinkSecrets(List.of(new byte[] {1, 2, 3}));

  private final Database database = new Database();
  private final MovingClock clock = new MovingClock(NOW.plus(Duration.ofHours(1)));
  private final Broker broker = Broker.thatAcknowledges();
  private final OpenLinkReader links =
      new OpenLinkReader(
          new CampaignRepository(database.mongo()),
          SECRETS,
          new LinkProperties("", "http://host:8081", "", ""));
  private AskingInstance instance;
  private MockMvc pages;
  private String open;

  @BeforeEach
  void start() throws ClassNotFoundException {
    publish(SurveyFixtures.desk());
    run(Campaign.RUNNING);
    open = URI.create(links.addressOf(campaign()).orElseThrow()).getPath();
    instance =
        new AskingInstance(
            database.mongo(), clock, ResponsePublisher.class, AnonymousSettings.class);
    pages = pages(SECRETS);
  }

  private MockMvc pages(LinkSecrets secrets) {
    var brake =
        new Brake(
            new BrakeProperties(
                3, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(15), 100),
            clock);
    View nothing = (model, request, response) -> response.getWriter().flush();
    return MockMvcBuilders.standaloneSetup(
            new VisitorController(
                new LinkReader(
                    new InvitationRepository(database.mongo()),
                    VisitorFixtures.newcomers(database.mongo(), secrets, clock),
                    new GivenRepository(database.mongo()),
                    brake,
                    clock),
                VisitorFixtures.asked(database.mongo()),
                VisitorFixtures.answering(
                    database.mongo(),
                    new ResponsePublisher(broker.publisherTo(Topics.INBOUND_RESPONSES)),
                    instance.provider(Timetable.class)),
                instance.bean(AnonymousPublisher.class),
                instance.bean(InvitationPublisher.class),
                new SetAsideRepository(database.mongo()),
                new AnswerProperties(
                    Duration.ofDays(30),
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(2),
                    Duration.ofDays(90)),
                new VisitorMetrics(new SimpleMeterRegistry()),
                clock))
        .setControllerAdvice(new VisitorAdvice())
        .setSingleView(nothing)
        .build();
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
  }

  private void publish(SurveyVersion version) {
    Document content = new Document();
    database.mongo().getConverter().write(version, content);
    database
        .mongo()
        .save(
            new Document("_id", "desk|" + version.version())
                .append("surveyId", "desk")
                .append("version", version.version())
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", content),
            "survey_versions");
  }

  private void run(String status) {
    database
        .mongo()
        .save(
            new Campaign(
                "poster",
                1,
                status,
                "desk",
                Trigger.of("open-link"),
                Map.of(),
                Campaign.LINK,
                Duration.ZERO,
                1,
                Duration.ofDays(14),
                List.of(),
                Duration.ofDays(30),
                "all",
                null,
                Duration.ofDays(7),
                Map.of(),
                NOW,
                Campaign.TIME,
                null,
                NOW,
                NOW));
  }

  private Campaign campaign() {
    return new CampaignRepository(database.mongo()).find("poster").orElseThrow();
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return pages.perform(call).andReturn();
  }

  /** Where the form of a page that is drawn for the open link sends to. */
  private String own() throws Exception {
    return (String) perform(get(open)).getModelAndView().getModel().get("action");
  }

  private List<InvitationDocument> kept() {
    return database.mongo().findAll(InvitationDocument.class);
  }

  private static Object state(MvcResult result) {
    return result.getModelAndView().getModel().get("state");
  }

  private List<Response> responses() {
    return broker.records().stream()
        .map(record -> FactJson.read(record.value(), Response.class))
        .toList();
  }

  @Test
  void takesOneAnswerOfEachPageThatWasDrawn_howeverOftenItIsSent() throws Exception {
    String first = own();
    String second = own();

    MvcResult thanked = perform(post(first).param("q.overall", "2"));
    perform(post(first).param("q.overall", "2"));
    perform(post(second).param("q.overall", "5"));

    assertThat(thanked.getModelAndView().getViewName())
        .isEqualTo("redirect:" + first + "?done&lang=en");
    assertThat(responses())
        .allSatisfy(
            one -> {
              assertThat(one.campaignId()).isEqualTo("poster");
              assertThat(one.respondent()).isNull();
              assertThat(one.revision()).isEqualTo(1);
            });
    assertThat(responses()).extracting(Response::responseId).hasSize(3);
    assertThat(Set.copyOf(responses().stream().map(Response::responseId).toList())).hasSize(2);
    assertThat(kept()).hasSize(2);
    assertThat(new InvitationRepository(database.mongo()).tallies("poster"))
        .as("nobody was invited")
        .isEmpty();
  }

  @Test
  void letsTheAnswerBeChanged_byTheLinkOfOnesOwnAlone() throws Exception {
    String own = own();
    perform(post(own).param("q.overall", "2"));
    run(Campaign.PAUSED);

    perform(post(own).param("q.overall", "4"));
    clock.advance(Duration.ofHours(12));

    assertThat(responses()).extracting(Response::revision).containsExactly(1L, 2L);
    assertThat(state(perform(get(own)))).isEqualTo("answered");
  }

  @Test
  void keepsNothingOfWhoeverLooks() throws Exception {
    Set<String> given = new HashSet<>();
    for (int n = 0; n < 20; n++) {
      given.add(own());
      perform(get(own()));
    }

    assertThat(given).hasSize(20);
    assertThat(database.mongo().getCollection("invitation_links").countDocuments()).isZero();
    assertThat(database.mongo().findAll(InvitationDocument.class)).isEmpty();
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void tellsNobodyOfAnInvitation_forNobodyWasInvited() throws Exception {
    String own = own();
    perform(post(own).param("q.overall", "2"));

    instance
        .bean(InvitationPublisher.class)
        .change(responses().get(0).invitationId(), one -> one.answeredBy(responses().get(0), null))
        .orElseThrow();

    assertThat(database.mongo().findAll(InvitationDocument.class))
        .singleElement()
        .extracting(InvitationDocument::status)
        .isEqualTo("answered");
    assertThat(instance.broker().records()).isEmpty();
  }

  @Test
  void leadsNowhere_whereItWasNotGivenOutHere() throws Exception {
    String own = own();
    String forged = own.substring(0, own.length() - 5) + "AAAA1";
    String other = "/s/" + "B".repeat(22) + own.substring("/s/".length() + 22);
    String newer = own.substring(0, own.length() - 1) + "2";

    assertThat(state(perform(get(forged)))).isEqualTo("unknown");
    assertThat(state(perform(get(newer)))).isEqualTo("unknown");
    assertThat(state(perform(post(other).param("q.overall", "1")))).isEqualTo("unknown");
    assertThat(state(perform(post(open).param("q.overall", "1"))))
        .as("the open link itself sends nothing")
        .isEqualTo("unknown");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void isClosed_whileTheCampaignDoesNotRun_orTheSurveyIsAnonymous() throws Exception {
    String own = own();
    run(Campaign.PAUSED);
    MvcResult paused = perform(get(open));
    MvcResult late = perform(post(own).param("q.overall", "1"));
    run(Campaign.RUNNING);
    MvcResult again = perform(post(own).param("q.overall", "1"));

    assertThat(state(paused)).isEqualTo("closed");
    assertThat(paused.getResponse().getStatus()).isEqualTo(410);
    assertThat(state(late)).isEqualTo("closed");
    assertThat(again.getModelAndView().getViewName()).startsWith("redirect:");
    assertThat(responses()).hasSize(1);
  }

  @Test
  void isFoundByAPosterOfOld_whenTheKeyWasReplaced() throws Exception {
    pages = pages(new LinkSecrets(List.of(new byte[] {9}, new byte[] {1, 2, 3})));

    perform(post(own()).param("q.overall", "3"));

    assertThat(responses()).hasSize(1);
  }

  @Test
  void slowsDownWhoeverSendsVeryMuchFromOneAddress() throws Exception {
    for (int n = 0; n < 120; n++) {
      perform(post(own()).param("q.overall", "3"));
    }
    MvcResult refused = perform(post(own()).param("q.overall", "3"));
    clock.advance(Duration.ofMinutes(1));
    perform(post(own()).param("q.overall", "3"));

    assertThat(state(refused)).isEqualTo("wait");
    assertThat(refused.getResponse().getHeader("Retry-After")).isEqualTo("60");
    assertThat(responses()).hasSize(121);
  }

  @Test
  void countsWhatIsChanged_too_whereMuchComesFromOneAddress() throws Exception {
    String own = own();
    for (int n = 0; n < 119; n++) {
      perform(post(own()).param("q.overall", "3"));
    }
    perform(post(own).param("q.overall", "1"));
    MvcResult changed = perform(post(own).param("q.overall", "5"));

    assertThat(state(changed)).isEqualTo("wait");
    assertThat(responses()).hasSize(120);
  }

  @Test
  void dropsWhatProgramsSend_andSetsAsideWhatPeopleMayHaveSent() throws Exception {
    perform(post(own()).param("q.overall", "1").param("homepage", "http://spam.example"));
    String fast = own();
    perform(post(fast).param("q.overall", "1").param("took", "1"));
    run(Campaign.PAUSED);
    MvcResult slowly = perform(post(fast).param("q.overall", "1"));

    assertThat(kept()).hasSize(1);
    assertThat(new SetAsideRepository(database.mongo()).count()).isEqualTo(1);
    assertThat(state(slowly)).as("not answered before the campaign was paused").isEqualTo("closed");
    assertThat(broker.records()).isEmpty();
  }

  @Test
  void takesAnAnswerAsTheQuestionsWereShown_thoughTheyAreOthersByThen() throws Exception {
    String own = own();
    SurveyVersion desk = SurveyFixtures.desk();
    publish(
        new SurveyVersion(
            "desk",
            2,
            1,
            SurveyVersion.PUBLISHED,
            desk.title(),
            null,
            List.of(desk.questions().get(3)),
            null,
            null,
            NOW));

    perform(post(own).param("q.overall", "5"));
    perform(post(own()).param("q.why", "Fine"));

    assertThat(responses()).extracting(Response::surveyVersion).containsExactly(1, 2);
  }

  @Test
  void staysAnswered_whenItsLinkIsForgotten() throws Exception {
    String own = own();
    perform(post(own).param("q.overall", "2"));
    InvitationDocument one = kept().get(0);
    database.mongo().save(one.answeredBy(responses().get(0), null).orElseThrow());
    database.mongo().dropCollection("invitation_links");
    database.mongo().dropCollection(Given.class);

    assertThat(state(perform(get(own)))).isEqualTo("answered");
    assertThat(state(perform(post(own).param("q.overall", "5")))).isEqualTo("answered");
    assertThat(responses()).hasSize(1);
  }
}
