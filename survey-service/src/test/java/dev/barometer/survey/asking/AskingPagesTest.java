package dev.barometer.survey.asking;

import static dev.barometer.survey.campaign.CampaignFixtures.MONDAY;
import static dev.barometer.survey.campaign.CampaignFixtures.campaign;
import static dev.barometer.survey.campaign.CampaignFixtures.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.Question;
import dev.barometer.metrics.Proportion;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.DrawnPages;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.campaign.OpenLinkReader;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.Bounce;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.invitation.Rating;
import dev.barometer.survey.quiet.QuietHours;
import dev.barometer.survey.trigger.AskingInstance;
import dev.barometer.survey.trigger.DryRunFixtures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;

/** A manager runs a campaign by its pages; how they look is seen in a browser. */
class AskingPagesTest {
  private static final String PAGE = "/campaigns/after-ticket";

  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final MovingClock clock = new MovingClock(MONDAY);
  private final MockEnvironment settings = new MockEnvironment();
  private final CampaignRepository campaigns = new CampaignRepository(database.mongo());
  private final InvitationRepository invitations = new InvitationRepository(database.mongo());
  private CampaignPageController campaignPages;
  private MockMvc pages;

  @BeforeEach
  void start() {
    var links = new LinkProperties("http://host:8080", "http://host:8081", "", "");
    var surveys = new SurveyRepository(database.mongo());
    var audit = new AuditLog(broker.publisherTo(Topics.AUDIT), "survey-service", clock);
    BarometerProperties usual = AskingInstance.usual();
    ObjectProvider<Timetable> timetable =
        new DefaultListableBeanFactory().getBeanProvider(Timetable.class);
    QuietHours night = QuietHours.of("20:00-08:00", true, ZoneOffset.UTC, MONDAY);
    var publisher =
        new CampaignPublisher(
            campaigns, surveys, audit, settings, links, timetable, usual, night, clock);
    publishSurvey();
    campaignPages =
        new CampaignPageController(
            campaigns,
            publisher,
            surveys,
            invitations,
            new OpenLinkReader(campaigns, new LinkSecrets(List.of(new byte[] {1})), links),
            links,
            usual);
    View nothing = (model, request, response) -> response.getWriter().flush();
    pages =
        MockMvcBuilders.standaloneSetup(
                campaignPages,
                new DryRunPageController(
                    publisher, DryRunFixtures.reader(database.mongo()), links, usual, clock),
                new InvitationPageController(invitations, campaigns, links))
            .setSingleView(nothing)
            .build();
  }

  private void publishSurvey() {
    Document content = new Document();
    database.mongo().getConverter().write(SurveyFixtures.desk(), content);
    database
        .mongo()
        .getCollection("survey_versions")
        .insertOne(
            new Document("_id", "desk|1")
                .append("surveyId", "desk")
                .append("version", 1)
                .append("revision", 1L)
                .append("told", 1L)
                .append("content", content));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return pages.perform(call).andReturn();
  }

  private static Map<String, Object> shown(MvcResult answer) {
    return answer.getModelAndView().getModel();
  }

  /** As the form is sent that the list begins with. */
  private MockHttpServletRequestBuilder filled(String address) throws Exception {
    CampaignForm form = (CampaignForm) shown(perform(get("/campaigns"))).get("form");
    return post(address)
        .param("campaignId", "after-ticket")
        .param("surveyId", "desk")
        .param("trigger", form.trigger())
        .param("channel", form.channel())
        .param("delay.count", "90")
        .param("delay.unit", "minutes")
        .param("sampling", form.sampling())
        .param("expiry.count", form.expiry().count())
        .param("expiry.unit", form.expiry().unit())
        .param("reminders.count", "3, 7")
        .param("reminders.unit", "days")
        .param("coolDown.count", form.coolDown().count())
        .param("coolDown.unit", form.coolDown().unit())
        .param("coolDownOver", form.coolDownOver())
        .param("mostPer30Days", "2")
        .param("maximumAge.count", form.maximumAge().count())
        .param("maximumAge.unit", form.maximumAge().unit())
        .param("condition", "priority: 1 - Critical\r\npriority: 2 - High\r\n")
        .param("excluded", "requester: bot-*");
  }

  private static RequestPostProcessor instead(String parameter, String value) {
    return request -> {
      request.setParameter(parameter, value);
      return request;
    };
  }

  @Test
  void addsACampaign_thatDoesNothingYet_andShowsItAsItWasTyped() throws Exception {
    MvcResult answer = perform(filled("/campaigns"));

    assertThat(answer.getModelAndView().getViewName()).isEqualTo("redirect:" + PAGE + "?added");
    Campaign added = campaigns.find("after-ticket").orElseThrow();
    assertThat(added.status()).isEqualTo(Campaign.STOPPED);
    assertThat(added.delay()).isEqualTo(Duration.ofMinutes(90));
    assertThat(added.sampling()).isEqualTo(1);
    assertThat(added.expiry()).isEqualTo(Duration.ofDays(14));
    assertThat(added.reminders()).containsExactly(Duration.ofDays(3), Duration.ofDays(7));
    assertThat(added.mostPer30Days()).isEqualTo(2);
    assertThat(added.condition())
        .isEqualTo(Map.of("priority", List.of("1 - Critical", "2 - High")));
    assertThat(added.excluded()).isEqualTo(Map.of("requester", List.of("bot-*")));
    CampaignForm form = (CampaignForm) shown(perform(get(PAGE))).get("form");
    assertThat(form.toRequest("after-ticket").toCampaign(added.changedAt()))
        .as("what is shown is what is there, to the last field")
        .isEqualTo(added);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "surveyId        | nobodys           | surveyId      | must be that of a survey",
        "campaignId      | ''                | campaignId    | is required",
        "sampling        | all               | sampling      | must be above 0",
        "sampling        | 101               | sampling      | must be above 0",
        "delay.count     | soon              | delay         | must be an ISO 8601 duration",
        "expiry.count    | 401               | expiry        | must be from PT1M",
        "reminders.count | 3, 2              | reminders     | reminders[1] must be from",
        "mostPer30Days   | x                 | mostPer30Days | must be from 1 to 200",
        "condition       | colour: red       | condition     | condition.colour must be one of",
        "condition       | priority          | condition     | condition.priority[0] is required",
      })
  void keepsWhatTheFormHad_andNamesTheField_whenSomethingIsWrong(
      String parameter, String value, String field, String rule) throws Exception {
    MvcResult answer = perform(filled("/campaigns").with(instead(parameter, value)));

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(answer).get("broken"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, List.class))
        .containsOnlyKeys(field)
        .extractingByKey(field)
        .asString()
        .contains(rule);
    CampaignForm kept = (CampaignForm) shown(answer).get("form");
    assertThat(kept.excluded()).isEqualTo("requester: bot-*");
    assertThat(kept.toString()).contains(value);
    assertThat(campaigns.all()).isEmpty();
  }

  @Test
  void saysThatANameIsTaken() throws Exception {
    perform(filled("/campaigns"));

    MvcResult again = perform(filled("/campaigns"));

    assertThat(again.getResponse().getStatus()).isEqualTo(409);
    assertThat(shown(again)).extractingByKey("broken").asString().contains("taken");
  }

  @Test
  void startsAndPauses_andSaysWhyNot() throws Exception {
    perform(filled("/campaigns"));

    MvcResult refused = perform(post(PAGE + "/start"));
    settings.setProperty("spring.mail.host", "mail.example.org");
    settings.setProperty("barometer.mail.from", " ");
    MvcResult nobodySends = perform(post(PAGE + "/start"));
    settings.setProperty("barometer.mail.from", "desk@example.org");
    MvcResult started = perform(post(PAGE + "/start"));
    MvcResult paused = perform(post(PAGE + "/pause"));

    assertThat(refused.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(refused).get("refused"))
        .asInstanceOf(InstanceOfAssertFactories.list(Violation.class))
        .singleElement()
        .satisfies(one -> assertThat(one.rule()).contains("there is no mail server"));
    assertThat(shown(nobodySends).get("refused").toString()).contains("barometer.mail.from");
    assertThat(started.getModelAndView().getViewName()).isEqualTo("redirect:" + PAGE + "?started");
    assertThat(paused.getModelAndView().getViewName()).isEqualTo("redirect:" + PAGE + "?paused");
    assertThat(campaigns.find("after-ticket").orElseThrow().status()).isEqualTo(Campaign.PAUSED);
  }

  /** Nights last twelve hours, and nobody is written to in them. */
  @Test
  void refusesWhatWouldExpireBeforeItGoesOut_andSoDoesTheStart() throws Exception {
    RequestPostProcessor hours = instead("expiry.unit", "hours");
    RequestPostProcessor none = instead("reminders.count", "");
    MvcResult asLong =
        perform(filled("/campaigns").with(hours).with(none).with(instead("expiry.count", "12")));
    MvcResult asLink =
        perform(
            filled("/campaigns")
                .with(hours)
                .with(none)
                .with(instead("expiry.count", "12"))
                .with(instead("channel", "link")));
    Campaign link = campaigns.find("after-ticket").orElseThrow();
    MvcResult changed =
        perform(
            filled(PAGE)
                .param("revision", "1")
                .with(hours)
                .with(none)
                .with(instead("expiry.count", "12")));
    settings.setProperty("spring.mail.host", "mail.example.org");
    settings.setProperty("barometer.mail.from", "desk@example.org");
    // As it was left before there were quiet hours.
    database
        .mongo()
        .save(
            CampaignFixtures.become(
                campaign(
                    "{'campaignId':'after-ticket','surveyId':'desk','channel':'mail',"
                        + "'trigger':{'on':'ticket-resolved'},'expiry':'PT12H'}"),
                Campaign.STOPPED,
                MONDAY));
    MvcResult started = perform(post(PAGE + "/start"));

    for (MvcResult refused : List.of(asLong, changed)) {
      assertThat(refused.getResponse().getStatus()).isEqualTo(422);
      assertThat(shown(refused).get("broken"))
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, List.class))
          .containsOnlyKeys("expiry")
          .extractingByKey("expiry")
          .asString()
          .contains("must be longer than PT12H", "barometer.delivery.quiet-hours");
    }
    assertThat(asLink.getModelAndView().getViewName()).isEqualTo("redirect:" + PAGE + "?added");
    assertThat(link.expiry()).isEqualTo(Duration.ofHours(12));
    assertThat(started.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(started).get("refused"))
        .asInstanceOf(InstanceOfAssertFactories.list(Violation.class))
        .extracting(Violation::field)
        .containsExactly("expiry");
  }

  @Test
  void startsACampaignByWebhook_onlyWhereItIsPostedAndSigned() throws Exception {
    perform(filled("/campaigns").with(instead("channel", "webhook")));

    settings.setProperty("barometer.webhook.url", "");
    MvcResult nowhere = perform(post(PAGE + "/start"));
    settings.setProperty("barometer.webhook.url", "https://gateway.example.org");
    MvcResult unsigned = perform(post(PAGE + "/start"));
    settings.setProperty("barometer.webhook.secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    MvcResult started = perform(post(PAGE + "/start"));

    assertThat(shown(nowhere).get("refused").toString()).contains("barometer.webhook.url");
    assertThat(shown(unsigned).get("refused").toString()).contains("barometer.webhook.secret");
    assertThat(started.getModelAndView().getViewName()).isEqualTo("redirect:" + PAGE + "?started");
  }

  @Test
  void letsTwoPeopleChoose_whoChangeItAtOnce() throws Exception {
    perform(filled("/campaigns"));
    perform(filled(PAGE).param("revision", "1"));

    MvcResult second =
        perform(filled(PAGE).param("revision", "1").with(instead("sampling", "12.5")));

    assertThat(second.getResponse().getStatus()).isEqualTo(412);
    assertThat(shown(second)).containsEntry("meanwhile", true);
    assertThat(((CampaignForm) shown(second).get("form")).sampling()).isEqualTo("12.5");
    Campaign now = (Campaign) shown(second).get("campaign");
    assertThat(now.revision()).isEqualTo(2);
    assertThat(now.sampling()).isEqualTo(1);
    perform(filled(PAGE).param("revision", "2").with(instead("sampling", "12.5")));
    assertThat(campaigns.find("after-ticket").orElseThrow().sampling()).isEqualTo(0.125);
  }

  private void invited(
      String id, String status, @Nullable String reason, @Nullable Instant deliveredAt) {
    database
        .mongo()
        .save(
            new InvitationDocument(
                id,
                1,
                status,
                reason,
                "desk",
                1,
                "after-ticket",
                "mail",
                "T-" + id,
                "ana",
                "ana@example.org",
                "en",
                new Context("Email", "Desk", null, null, null, null, null, null),
                MONDAY,
                MONDAY.plusSeconds(id.hashCode() % 100),
                null,
                deliveredAt,
                null,
                0,
                null));
  }

  private void inviteSome() {
    invited("a", InvitationDocument.ISSUED, null, null);
    invited("b", InvitationDocument.REMINDED, null, MONDAY);
    invited("c", InvitationDocument.ANSWERED, null, MONDAY);
    invited("d", InvitationDocument.ANSWERED, null, MONDAY);
    invited("e", InvitationDocument.EXPIRED, null, MONDAY);
    invited("f", InvitationDocument.CANCELLED, "opted-out", MONDAY);
    invited("g", InvitationDocument.SUPPRESSED, "cool-down", null);
    invited("h", InvitationDocument.SUPPRESSED, "cool-down", null);
    invited("i", InvitationDocument.SUPPRESSED, "opted-out", null);
    invited("j", InvitationDocument.ISSUED, null, MONDAY);
    database
        .mongo()
        .save(
            invitations
                .find("j")
                .flatMap(one -> one.bounced(new Bounce("5.1.1", "no such mailbox", MONDAY)))
                .orElseThrow());
  }

  @Test
  void countsWhatBecameOfIt_asTheListHasIt_stepByStepAndReasonByReason() throws Exception {
    database.mongo().save(campaign());
    inviteSome();
    database.mongo().save(invitations.find("c").flatMap(one -> one.opened(MONDAY)).orElseThrow());

    Funnel funnel = (Funnel) shown(perform(get(PAGE))).get("funnel");

    assertThat(funnel.considered()).isEqualTo(10);
    assertThat(funnel.steps())
        .extracting(Funnel.Step::id, Funnel.Step::count, Funnel.Step::of)
        .containsExactly(
            tuple("asked", 7L, 10L),
            tuple("delivered", 5L, 7L),
            tuple("bounced", 1L, 7L),
            tuple("opened", 1L, 7L),
            tuple("waiting", 2L, 7L),
            tuple("answered", 2L, 7L),
            tuple("expired", 1L, 7L),
            tuple("cancelled", 2L, 7L));
    assertThat(funnel.notAsked())
        .extracting(Funnel.Step::id, Funnel.Step::count)
        .containsExactly(tuple("opted-out", 1L), tuple("cool-down", 2L));
    for (Funnel.Step step : funnel.steps()) {
      String reason = step.reason() == null ? "" : step.reason();
      assertThat(listed("status", step.status(), "reason", reason))
          .as(step.id())
          .isEqualTo(step.count());
    }
    for (Funnel.Step step : funnel.notAsked()) {
      assertThat(listed("status", "suppressed", "reason", step.id())).isEqualTo(step.count());
    }
    assertThat(shown(perform(get("/campaigns"))).get("campaigns"))
        .asInstanceOf(InstanceOfAssertFactories.list(CampaignPageController.Row.class))
        .extracting(
            CampaignPageController.Row::considered,
            CampaignPageController.Row::asked,
            CampaignPageController.Row::answered)
        .containsExactly(tuple(10L, 7L, 2L));
  }

  @Test
  void tellsBothResponseRates_ofWhatTheListHas() throws Exception {
    database.mongo().save(campaign());
    inviteSome();

    List<ResponseRate> rates =
        ((List<?>) shown(perform(get(PAGE))).get("rates"))
            .stream().map(ResponseRate.class::cast).toList();

    assertThat(rates)
        .containsExactly(
            new ResponseRate("response-rate", 2, "answered", 5, "counted"),
            new ResponseRate(
                "response-rate-delivered", 2, "answered-delivered", 4, "counted-delivered"));
    for (ResponseRate rate : rates) {
      assertThat(listed("status", rate.answeredList())).isEqualTo(rate.answered());
      assertThat(listed("status", rate.ofList())).isEqualTo(rate.of());
    }
  }

  /** Answered before or after a reminder, and how. */
  private void answered(int times, boolean reminded, String answerClass) {
    for (int i = 0; i < times; i++) {
      String id = (reminded ? "late-" : "early-") + answerClass + i;
      Rating rating = new Rating("overall", "csat", answerClass);
      invited(id, reminded ? InvitationDocument.REMINDED : InvitationDocument.ISSUED, null, MONDAY);
      InvitationDocument asked = invitations.find(id).orElseThrow();
      InvitationDocument sent = reminded ? asked.reminded() : asked;
      Response response =
          Response.builder("r-" + id).surveyId("desk").submittedAt(MONDAY).channel("web").build();
      database.mongo().save(sent.answeredBy(response, rating).orElseThrow());
    }
  }

  private void answerEarlyAndLate() {
    answered(60, false, "positive");
    answered(30, false, "neutral");
    answered(10, false, "negative");
    answered(10, true, "positive");
    answered(28, true, "neutral");
    answered(2, true, "negative");
  }

  @Test
  void comparesEarlyWithLateAnswers_byTheListAndByATest() throws Exception {
    database.mongo().save(campaign());
    answerEarlyAndLate();
    invited("old", InvitationDocument.ANSWERED, null, MONDAY);

    LateAnswers late = (LateAnswers) shown(perform(get(PAGE))).get("late");

    assertThat(late.state()).isEqualTo("compared");
    assertThat(late.early())
        .as("what was answered before ratings were kept is no rating")
        .isEqualTo(
            new LateAnswers.Group(
                "answered-early", 101, 100, new Proportion(60, 100), new Proportion(10, 100)));
    assertThat(late.late())
        .isEqualTo(
            new LateAnswers.Group(
                "answered-late", 40, 40, new Proportion(10, 40), new Proportion(2, 40)));
    assertThat(late.positive().by()).isCloseTo(-35, within(1e-9));
    assertThat(late.positive().z()).isCloseTo(-3.7417, within(1e-4));
    assertThat(late.positive().significant()).isTrue();
    assertThat(late.negative().significant()).isFalse();
    assertThat(counted("answered-early")).isEqualTo(101);
    assertThat(listed("status", "answered-late")).isEqualTo(40);
  }

  /** By its count alone: its rows are on several pages. */
  private long counted(String status) throws Exception {
    return (Long)
        shown(
                perform(
                    get("/invitations").param("campaign", "after-ticket").param("status", status)))
            .get("count");
  }

  @Test
  void tellsOfNeither_whereOneIsUnderTheMinimum_norWhereNobodyWasLate() throws Exception {
    database.mongo().save(campaign());
    answered(50, false, "positive");

    LateAnswers none = (LateAnswers) shown(perform(get(PAGE))).get("late");
    answered(4, true, "negative");
    LateAnswers few = (LateAnswers) shown(perform(get(PAGE))).get("late");
    answered(1, true, "positive");
    LateAnswers enough = (LateAnswers) shown(perform(get(PAGE))).get("late");

    assertThat(none.state()).isEqualTo("none");
    assertThat(few.state()).isEqualTo("few");
    assertThat(few.early()).isEqualTo(new LateAnswers.Group("answered-early", 50, 50, null, null));
    assertThat(few.late()).isEqualTo(new LateAnswers.Group("answered-late", 4, 4, null, null));
    assertThat(few.positive()).isNull();
    assertThat(enough.isCompared()).isTrue();
    assertThat(LateAnswers.of(invitations.tallies(null), question(), 5, true).early().positive())
        .as("with strict privacy")
        .isNull();
  }

  private static Question question() {
    return Rating.question(SurveyFixtures.desk()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 35.0 percentage points fewer, no significant difference, 95% interval: 14.2 to 40.2 %",
    "zh-CN, 少 35.0 个百分点, 无显著差异, 95% 置信区间：14.2 至 40.2 %",
    "ko, 35.0%포인트 적음, 유의한 차이 없음, 95% 신뢰구간: 14.2~40.2 %"
  })
  void drawsBothComparisons_inTheLanguageOfTheReader(
      String language, String fewer, String alike, String interval) throws Exception {
    database.mongo().save(campaign());
    answerEarlyAndLate();

    String html = drawn(language);

    assertThat(html)
        .contains(fewer, alike, interval, "z = −3.74")
        .contains("http://host:8080/dashboard?scope=campaign%3Aafter-ticket#tile-response-rate\"")
        .contains("status=answered-late\">40</a>")
        .doesNotContain("??");
    assertThat(html.split("▼", -1)).as("an arrow where it is significant alone").hasSize(2);
  }

  @Test
  void drawsWhyNothingIsCompared() throws Exception {
    database.mongo().save(campaign());
    answered(3, true, "negative");

    assertThat(drawn("en"))
        .contains("Too few answered in one of the groups")
        .doesNotContain("percentage points fewer", "??");
  }

  private String drawn(String language) throws Exception {
    return DrawnPages.text(DrawnPages.perform(DrawnPages.of(campaignPages), get(PAGE), language));
  }

  /** How many the list has, by its count and by its rows. */
  private long listed(String... filter) throws Exception {
    MockHttpServletRequestBuilder call = get("/invitations").param("campaign", "after-ticket");
    for (int i = 0; i < filter.length; i += 2) {
      call.param(filter[i], filter[i + 1]);
    }
    Map<String, Object> list = shown(perform(call));
    assertThat(((CursorPage<?>) list.get("page")).items())
        .hasSize(((Long) list.get("count")).intValue());
    return (Long) list.get("count");
  }

  @Test
  void leadsThroughAllInvitations_pageByPageAndAsAFile() throws Exception {
    for (int i = 0; i < 120; i++) {
      invited("i%03d".formatted(i), InvitationDocument.ISSUED, null, null);
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      MockHttpServletRequestBuilder call = get("/invitations").param("person", "ana");
      CursorPage<?> page =
          (CursorPage<?>)
              shown(perform(cursor == null ? call : call.param("cursor", cursor))).get("page");
      page.items().forEach(one -> seen.add(((InvitationDocument) one).id()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen).hasSize(120).doesNotHaveDuplicates();
    MvcResult file = perform(get("/invitations").param("format", "csv"));
    assertThat(file.getResponse().getContentAsString(StandardCharsets.UTF_8).lines())
        .hasSize(121)
        .noneMatch(line -> line.contains("@example.org"));
  }

  @Test
  void showsWhatADryRunWouldHaveDone_ofTheLast30Days_andAsksNobody() throws Exception {
    database.mongo().save(campaign());
    List<Ticket> tickets = new ArrayList<>();
    IntStream.range(0, 60)
        .mapToObj(i -> resolved("T" + i, "p" + i, MONDAY.minus(Duration.ofDays(29))))
        .forEach(tickets::add);
    tickets.add(resolved("again", "p0", MONDAY.minus(Duration.ofDays(1))));
    tickets.add(resolved("before", "ana", MONDAY.minus(Duration.ofDays(32))));
    DryRunFixtures.know(database.mongo(), tickets);

    Map<String, Object> first = shown(perform(get(PAGE + "/dry-run")));
    CursorPage<?> page = (CursorPage<?>) first.get("page");
    Map<String, Object> second =
        shown(perform(get(PAGE + "/dry-run").param("cursor", page.next())));

    assertThat(first)
        .containsEntry("from", "2026-10-24")
        .containsEntry("to", "2026-11-24")
        .containsEntry("considered", 61)
        .containsEntry("counts", Map.of(Verdict.ASKED, 60, Verdict.COOL_DOWN, 1));
    assertThat(page.items()).hasSize(50);
    assertThat(((CursorPage<?>) second.get("page")).items())
        .hasSize(11)
        .last()
        .isEqualTo(
            new DryRun.Item("again", "p0", MONDAY.minus(Duration.ofDays(1)), Verdict.COOL_DOWN));
    assertThat(broker.records()).isEmpty();
    assertThat(invitations.tallies(null)).isEmpty();
    MvcResult wrong =
        perform(get(PAGE + "/dry-run").param("from", "2026-11-02").param("to", "2026-11-01"));
    assertThat(wrong.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(wrong)).containsKey("wrong").containsEntry("from", "2026-11-02");
  }
}
