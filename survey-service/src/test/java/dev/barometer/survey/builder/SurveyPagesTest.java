package dev.barometer.survey.builder;

import static dev.barometer.survey.design.SurveyFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.Topics;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.Broker;
import dev.barometer.survey.Database;
import dev.barometer.survey.DrawnPages;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.design.SurveyPublisher;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.visitor.PreviewReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** A manager designs a survey by its pages; how they look is seen in a browser. */
class SurveyPagesTest {
  private static final String DRAFT = "/surveys/desk/versions/1";
  private static final TemplateFiles FILES = new TemplateFiles();

  private final Database database = new Database();
  private final Broker broker = Broker.thatAcknowledges();
  private final MovingClock clock = new MovingClock(NOW);
  private final SurveyRepository surveys = new SurveyRepository(database.mongo());
  private MockMvc pages;

  @BeforeEach
  void start() {
    View nothing = (model, request, response) -> response.getWriter().flush();
    SpringTemplateEngine engine = new SpringTemplateEngine();
    // Most of it does not depend on how a page is drawn.
    engine.setTemplateResolver(new StringTemplateResolver());
    pages =
        controllers(
            all -> MockMvcBuilders.standaloneSetup(all).setSingleView(nothing).build(), engine);
  }

  private MockMvc controllers(Function<Object[], MockMvc> to, SpringTemplateEngine engine) {
    AuditLog audit = new AuditLog(broker.publisherTo(Topics.AUDIT), "survey-service", clock);
    SurveyPublisher publisher =
        new SurveyPublisher(surveys, broker.publisherTo(Topics.SURVEYS), audit, clock);
    CampaignRepository campaigns = new CampaignRepository(database.mongo());
    DraftPageReader drafts =
        new DraftPageReader(surveys, campaigns, FILES, new PreviewReader(engine));
    return to.apply(
        new Object[] {
          new SurveyPageController(surveys, publisher, campaigns, FILES),
          new DraftPageController(surveys, publisher, FILES, drafts),
          new DraftJsonController(publisher, FILES, drafts, clock)
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MvcResult perform(RequestBuilder call) throws Exception {
    return pages.perform(call).andReturn();
  }

  private static Map<String, Object> shown(MvcResult answer) {
    return answer.getModelAndView().getModel();
  }

  private MvcResult begin(String surveyId, String from) throws Exception {
    return perform(multipart("/surveys").param("surveyId", surveyId).param("from", from));
  }

  private SurveyVersion draft() {
    return surveys.find("desk", 1).orElseThrow();
  }

  /** The whole form of the draft, as it stands, with these fields otherwise. */
  private MvcResult send(String button, long revision, String... otherwise) throws Exception {
    Map<String, List<String>> fields = FormFixtures.sent(SurveyForm.of(draft()));
    for (int i = 0; i < otherwise.length; i += 2) {
      fields.put(otherwise[i], List.of(otherwise[i + 1]));
    }
    return sent(DRAFT, button, revision, fields);
  }

  private MvcResult sent(
      String address, String button, long revision, Map<String, List<String>> fields)
      throws Exception {
    return perform(form(address, button, revision, fields));
  }

  private static MockHttpServletRequestBuilder form(
      String address, String button, long revision, Map<String, List<String>> fields) {
    var call = post(address).param("do", button).param("revision", String.valueOf(revision));
    fields.forEach((name, values) -> call.param(name, values.toArray(String[]::new)));
    return call;
  }

  @Test
  void goesFromATemplateToAPublishedVersion_withWhatWasChanged() throws Exception {
    MvcResult begun = begin("desk", "after-ticket");
    MvcResult published = send("publish", 1, "title.en", "How was it?");

    assertThat(begun.getModelAndView().getViewName()).isEqualTo("redirect:" + DRAFT + "?added");
    assertThat(published.getModelAndView().getViewName())
        .isEqualTo("redirect:" + DRAFT + "?published");
    assertThat(draft().status()).isEqualTo(SurveyVersion.PUBLISHED);
    assertThat(draft().title()).containsEntry("en", "How was it?");
    assertThat(draft().questions()).isEqualTo(FILES.find("after-ticket").orElseThrow().questions());
    assertThat(perform(get(DRAFT)).getModelAndView().getViewName()).isEqualTo("survey");
  }

  @Test
  void keepsNothing_beforeItIsSaved() throws Exception {
    begin("desk", "empty");

    MvcResult added = send("add.text", 1, "q0.text.en", "Changed");

    SurveyForm form = (SurveyForm) shown(added).get("form");
    assertThat(form.questions()).hasSize(2);
    assertThat(form.questions().get(0).text()).containsEntry("en", "Changed");
    assertThat(shown(added)).containsEntry("unsaved", true).containsEntry("revision", 1L);
    assertThat(draft().revision()).isEqualTo(1);
  }

  @Test
  void keepsWhatTheFormHad_andSaysItAtTheField_whenSomethingIsWrong() throws Exception {
    begin("desk", "after-ticket");

    MvcResult answer =
        send("save", 1, "q0.text.en", "", "cuts.csat.negative", "1, two", "q2.id", "satisfaction");

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    Faults faults = (Faults) shown(answer).get("faults");
    assertThat(faults.at("questions[0].text.en"))
        .extracting(Faults.Fault::words, Faults.Fault::question, Faults.Fault::anchor)
        .containsExactly(tuple("text", 1, "question-0"));
    SurveyForm form = (SurveyForm) shown(answer).get("form");
    assertThat(form.cuts().get("csat").negative()).isEqualTo("1, two");
    assertThat(draft().revision()).isEqualTo(1);
  }

  @Test
  void letsTwoPeopleChoose_whoChangeADraftAtOnce() throws Exception {
    begin("desk", "empty");
    send("save", 1, "title.en", "Theirs");

    MvcResult second = send("save", 1, "title.en", "Mine");

    assertThat(second.getResponse().getStatus()).isEqualTo(412);
    assertThat(shown(second)).containsKey("meanwhile").containsEntry("revision", 2L);
    assertThat(((SurveyForm) shown(second).get("form")).title()).containsEntry("en", "Mine");
    assertThat(draft().title()).containsEntry("en", "Theirs");
    send("save", 2, "title.en", "Mine");
    assertThat(draft().title()).containsEntry("en", "Mine");
  }

  /** The buttons that send the form, of a draft that somebody else made something else of. */
  @ParameterizedTest
  @CsvSource({
    "save, published, 409",
    "publish, published, 409",
    "show, published, 409",
    "add.text, retired, 409",
    "save, discarded, 404",
    "publish, discarded, 404",
    "up.0, discarded, 404"
  })
  void showsWhatWasTyped_besideWhatStandsNow_whenTheDraftIsNoneAnyMore(
      String button, String over, int status) throws Exception {
    begin("desk", "empty");
    Map<String, List<String>> typed = FormFixtures.sent(SurveyForm.of(draft()));
    typed.put("title.en", List.of("Mine"));
    if (over.equals("discarded")) {
      perform(post(DRAFT + "/discard").param("revision", "1"));
    } else {
      send("publish", 1, "title.en", "Theirs");
    }
    if (over.equals("retired")) {
      perform(post(DRAFT + "/retire"));
    }

    MvcResult answer = sent(DRAFT, button, 1, typed);

    assertThat(answer.getResponse().getStatus()).isEqualTo(status);
    assertThat(answer.getModelAndView().getViewName()).isEqualTo("survey-draft");
    assertThat(shown(answer)).containsEntry("over", over).containsEntry("revision", 0L);
    assertThat(shown(answer).containsKey("meanwhile")).isEqualTo(!over.equals("discarded"));
    assertThat(((SurveyForm) shown(answer).get("form")).title()).containsEntry("en", "Mine");
    assertThat((String) shown(answer).get("json")).contains("Mine");
    MvcResult kept = sent(DRAFT, "keep", 0, typed);
    if (over.equals("discarded")) {
      assertThat(kept.getModelAndView().getViewName()).isEqualTo("redirect:" + DRAFT + "?added");
      assertThat(draft().title()).containsEntry("en", "Mine");
      return;
    }
    assertThat(draft().title()).containsEntry("en", "Theirs");
    assertThat(((SurveyVersion) shown(kept).get("survey")).version()).isEqualTo(2);
    assertThat(((SurveyForm) shown(kept).get("form")).title()).containsEntry("en", "Mine");
    sent("/surveys/desk/versions/2", "save", 1, typed);
    assertThat(surveys.find("desk", 2).orElseThrow().title()).containsEntry("en", "Mine");
  }

  @Test
  void goesOnInTheDraftThatOthersBegan_andSavesNothingOverTheirs() throws Exception {
    begin("desk", "empty");
    Map<String, List<String>> typed = FormFixtures.sent(SurveyForm.of(draft()));
    typed.put("title.en", List.of("Mine"));
    send("publish", 1);
    perform(post("/surveys/desk/versions"));

    MvcResult kept = sent(DRAFT, "keep", 0, typed);

    assertThat(shown(kept)).containsKey("meanwhile").containsEntry("revision", 1L);
    assertThat(((SurveyVersion) shown(kept).get("survey")).version()).isEqualTo(2);
    assertThat(((SurveyForm) shown(kept).get("form")).title()).containsEntry("en", "Mine");
    assertThat(surveys.find("desk", 2).orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void publishesAndThrowsAwayNothing_thatWasNotSeen() throws Exception {
    begin("desk", "empty");
    send("save", 1, "title.en", "Theirs");

    MvcResult published = send("publish", 1, "title.en", "Mine");
    MvcResult discarded = perform(post(DRAFT + "/discard").param("revision", "1"));
    MvcResult unnamed = perform(post(DRAFT + "/discard"));

    assertThat(published.getResponse().getStatus()).isEqualTo(412);
    assertThat(((SurveyForm) shown(published).get("form")).title()).containsEntry("en", "Mine");
    for (MvcResult refused : List.of(discarded, unnamed)) {
      assertThat(refused.getResponse().getStatus()).isEqualTo(412);
      assertThat(shown(refused)).containsEntry("kept", true).containsEntry("revision", 2L);
      assertThat(((SurveyForm) shown(refused).get("form")).title()).containsEntry("en", "Theirs");
    }
    assertThat(draft().status()).isEqualTo(SurveyVersion.DRAFT);
    send("publish", 2, "title.en", "Mine");
    MvcResult late = perform(post(DRAFT + "/discard").param("revision", "2"));
    assertThat(late.getResponse().getStatus()).isEqualTo(412);
    assertThat(late.getModelAndView().getViewName()).isEqualTo("survey");
    assertThat(draft().status()).isEqualTo(SurveyVersion.PUBLISHED);
  }

  @ParameterizedTest
  @CsvSource({
    "en, Somebody else published this version meanwhile, What version 1 looks like",
    "zh-CN, 其间有他人发布了此版本, 版本 1 的样子",
    "ko, 그사이 다른 사람이 이 버전을 게시하여, 버전 1의 모습"
  })
  void drawsWhatWasTyped_besideWhatStandsNow(String language, String said, String stands)
      throws Exception {
    MockMvc drawn = controllers(DrawnPages::of, DrawnPages.engine());
    begin("desk", "after-ticket");
    Map<String, List<String>> typed = FormFixtures.sent(SurveyForm.of(draft()));
    typed.put("title.en", List.of("Mine"));
    send("publish", 1, "title.en", "Theirs", "title.zh-CN", "Theirs", "title.ko", "Theirs");

    String over =
        DrawnPages.text(DrawnPages.perform(drawn, form(DRAFT, "save", 1, typed), language));
    String gone =
        DrawnPages.text(
            DrawnPages.perform(
                drawn, form("/surveys/gone/versions/1", "publish", 1, typed), language));
    String next =
        DrawnPages.text(DrawnPages.perform(drawn, form(DRAFT, "keep", 0, typed), language));
    String kept = DrawnPages.text(DrawnPages.perform(drawn, post(DRAFT + "/discard"), language));

    assertThat(over)
        .contains(said, stands, "value=\"Mine\"", "Theirs", "value=\"keep\"")
        .contains("href=\"/surveys/desk/versions/1\"")
        .doesNotContain("value=\"save\"", "/discard\"", "??");
    assertThat(gone)
        .contains("value=\"Mine\"", "value=\"keep\"")
        .doesNotContain("Theirs", "value=\"save\"", "??");
    assertThat(next)
        .contains("action=\"/surveys/desk/versions/2\"", "value=\"Mine\"", "value=\"save\"")
        .doesNotContain("value=\"keep\"", "??");
    assertThat(kept).contains("Theirs", "role=\"alert\"").doesNotContain("??");
  }

  @Test
  void keepsJsonThatWasPutIntoADraft_whichIsNoneAnyMore() throws Exception {
    begin("desk", "empty");
    byte[] json = perform(get(DRAFT + "/json")).getResponse().getContentAsByteArray();
    String mine = new String(json, StandardCharsets.UTF_8).replace("How did we do?", "Mine");
    send("publish", 1);

    MvcResult sound = perform(post(DRAFT + "/json").param("revision", "1").param("json", mine));
    MvcResult broken = perform(post(DRAFT + "/json").param("revision", "1").param("json", "{"));

    assertThat(sound.getResponse().getStatus()).isEqualTo(409);
    assertThat(((SurveyForm) shown(sound).get("form")).title()).containsEntry("en", "Mine");
    assertThat(shown(broken)).containsEntry("json", "{").containsKey("refused");
  }

  @ParameterizedTest
  @CsvSource({
    "{, ''",
    "'{\"questions\":[{\"questionId\":\"a\",\"kind\":\"poem\",\"text\":{\"en\":\"x\"}}],\"title\":{\"en\":\"t\"}}',"
        + " questions[0].kind",
    "'{\"title\":{\"en\":\"t\"}}', questions"
  })
  void namesWhatIsWrongWithJson(String json, String field) throws Exception {
    MvcResult answer =
        perform(
            multipart("/surveys")
                .param("surveyId", "desk")
                .param("from", "json")
                .param("json", json));

    assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(answer).get("violations"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty()
        .extracting("field")
        .contains(field);
    assertThat(((SurveyPageController.Beginning) shown(answer).get("form")).json()).isEqualTo(json);
    assertThat(surveys.all()).isEmpty();
  }

  @Test
  void takesInWhatItGaveOut_asAFileAndIntoADraft() throws Exception {
    begin("desk", "rater-year");
    MvcResult file = perform(get(DRAFT + "/json"));
    byte[] json = file.getResponse().getContentAsByteArray();

    MvcResult copied =
        perform(
            multipart("/surveys")
                .file(new MockMultipartFile("file", "s.json", "application/json", json))
                .param("surveyId", "copy")
                .param("from", "json"));
    MvcResult into =
        perform(
            post(DRAFT + "/json")
                .param("revision", "1")
                .param("json", new String(json, StandardCharsets.UTF_8).replace("agree-7", "x")));
    MvcResult sound =
        perform(
            post(DRAFT + "/json")
                .param("revision", "1")
                .param(
                    "json",
                    new String(FactJson.write(SurveyFixtures.asked()), StandardCharsets.UTF_8)));

    assertThat(file.getResponse().getHeader("Content-Disposition"))
        .startsWith("attachment")
        .contains("desk-1.json");
    assertThat(copied.getModelAndView().getViewName())
        .isEqualTo("redirect:/surveys/copy/versions/1?added");
    assertThat(surveys.find("copy", 1).orElseThrow().questions()).isEqualTo(draft().questions());
    assertThat(into.getResponse().getStatus()).isEqualTo(422);
    assertThat(shown(into)).containsKey("refused");
    assertThat(((SurveyForm) shown(sound).get("form")).questions()).hasSize(4);
    assertThat(draft().questions()).as("nothing is kept before it is saved").hasSize(11);
  }

  @Test
  void listsEachSurvey_withItsVersionsAndWhoAsksIt() throws Exception {
    begin("desk", "empty");
    send("publish", 1);
    perform(post("/surveys/desk/versions"));
    database.mongo().save(CampaignFixtures.campaign());

    MvcResult list = perform(get("/surveys"));

    assertThat(shown(list).get("surveys"))
        .asInstanceOf(InstanceOfAssertFactories.list(SurveyLine.class))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.shown().version()).isEqualTo(1);
              assertThat(line.draft()).isEqualTo(2);
              assertThat(line.open()).isEqualTo(2);
              assertThat(line.campaigns())
                  .containsExactly(CampaignFixtures.campaign().campaignId());
            });
    assertThat(perform(get("/surveys").param("format", "csv")).getResponse().getContentAsString())
        .contains("desk,How did we do?,published,1,2,1,");
    assertThat(perform(get("/surveys/desk")).getModelAndView().getViewName())
        .isEqualTo("redirect:/surveys/desk/versions/2");
  }

  @Test
  void retires_discards_andSaysThatANameIsTaken() throws Exception {
    begin("desk", "empty");
    MvcResult taken = begin("desk", "relationship");
    send("publish", 1);
    MvcResult retired = perform(post(DRAFT + "/retire"));
    perform(post("/surveys/desk/versions"));
    perform(post("/surveys/desk/versions/2/discard").param("revision", "1"));

    assertThat(taken.getResponse().getStatus()).isEqualTo(409);
    assertThat(shown(taken)).containsEntry("taken", true);
    assertThat(retired.getModelAndView().getViewName()).isEqualTo("redirect:" + DRAFT + "?retired");
    assertThat(surveys.versions("desk"))
        .extracting(SurveyVersion::status)
        .containsExactly(SurveyVersion.RETIRED);
  }
}
