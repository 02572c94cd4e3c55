package dev.barometer.complaint.template;

import static dev.barometer.complaint.DrawnPages.text;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.complaint.AuditFixtures;
import dev.barometer.complaint.DrawnPages;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.wording.WordingFiles;
import dev.barometer.complaint.wording.WordingRepository;
import dev.barometer.frame.brand.Brand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A manager keeps the templates by their pages. */
class TemplatePagesTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final String TEMPLATES = "/desk/templates";

  private final MovingClock clock = new MovingClock(MONDAY);
  private final TemplateRepository templates =
      new TemplateRepository(DATABASE.mongo(), new TemplateFiles());
  private final AuditFixtures audit = new AuditFixtures();
  private final MockMvc pages =
      DrawnPages.of(
          new TemplatePageController(
              templates,
              new TemplatePublisher(templates, audit.log(clock)),
              new WordingRepository(DATABASE.mongo(), new WordingFiles()),
              Brand.NONE,
              DrawnPages.settings(),
              clock));

  @ParameterizedTest
  @CsvSource({"en, The formal answer, Korean", "zh-CN, 正式答复, 韩语", "ko, 공식 답변, 중국어"})
  void areListedByPurposeAndLanguage_inThreeLanguages(
      String language, String purpose, String tongue) throws Exception {
    String all = text(DrawnPages.perform(pages, get(TEMPLATES), language));
    String some =
        text(DrawnPages.perform(pages, get(TEMPLATES + "?purpose=ask&locale=ko"), language));

    assertThat(all).contains(purpose, tongue, "id=answer&amp;locale=zh-CN").doesNotContain("??");
    assertThat(some)
        .contains("/edit?id=ask&amp;locale=ko")
        .doesNotContain("/edit?id=answer", "/edit?id=ask&amp;locale=en");
  }

  @ParameterizedTest
  @CsvSource({
    "en, en, 'Dear Alex Morgan, INC0012345 of Nov 15, 2026', How it would read",
    "ko, zh-CN, 'Dear 李明, INC0012345 of 2026年11月15日', 미리 보기",
    "zh-CN, fr, 'Dear Alex Morgan, INC0012345 of 15 nov. 2026', 效果预览"
  })
  void showHowTheyWouldRead_inTheirOwnLanguage(
      String reader, String locale, String read, String title) throws Exception {
    MvcResult answer =
        DrawnPages.perform(
            pages,
            form(0, "new", locale, "Dear {{customer}}, {{ticket}} of {{opened}}")
                .param("do", "preview"),
            reader);

    assertThat(text(answer).replaceAll("[\u202f\u00a0]", " ")).contains(read, title);
    assertThat(text(answer)).contains("Dear {{customer}}").doesNotContain("??");
    assertThat(templates.find().revision()).isZero();
  }

  @Test
  void pointOutWhatPutsPeopleOff_whereItIsWritten() throws Exception {
    MvcResult answer =
        perform(form(0, "new", "en", "You do not understand.").param("do", "preview"));

    assertThat(text(answer)).contains("<mark dir=\"auto\">You do not understand</mark>");
  }

  @Test
  void areAdded_changed_andRemoved() throws Exception {
    int before = templates.find().templates().templates().size();

    MvcResult saved = perform(save(form(0, "sorry", "ko", "{{customer}} 님, 죄송합니다.")));
    perform(
        save(
            form(1, "sorry", "ko", "죄송합니다, {{customer}} 님.")
                .param("wasId", "sorry")
                .param("wasIn", "ko")));

    assertThat(saved.getResponse().getRedirectedUrl()).isEqualTo(TEMPLATES + "?done=kept");
    List<Template> all = templates.find().templates().templates();
    assertThat(all).hasSize(before + 1);
    assertThat(all.get(before))
        .isEqualTo(new Template("sorry", "answer", "ko", "Title", "죄송합니다, {{customer}} 님."));

    perform(remove("sorry", "ko", 2));

    assertThat(templates.find().templates().templates()).hasSize(before);
    assertThat(audit.entries()).hasSize(3);
    assertThat(text(perform(get(TEMPLATES + "?done=removed")))).contains("is removed");
  }

  @Test
  void beginInAnotherLanguage_underTheSameName() throws Exception {
    assertThat(text(perform(get(TEMPLATES + "/edit?id=answer&purpose=answer&locale="))))
        .contains("name=\"templateId\" value=\"answer\"", "name=\"wasId\" value=\"\"");
    assertThat(text(perform(get(TEMPLATES + "/edit?id=answer&locale=en"))))
        .contains("name=\"wasIn\" value=\"en\"", "How it would read");
    assertThat(perform(get(TEMPLATES + "/edit?id=none&locale=en")).getResponse().getStatus())
        .isEqualTo(404);
  }

  @Test
  void keepWhatWasTyped_whenSomethingIsWrong() throws Exception {
    MvcResult field = perform(save(form(0, "sorry", "en", "Dear {{name}}")));
    MvcResult taken = perform(save(form(0, "answer", "en", "Dear")));
    MvcResult language = perform(save(form(0, "sorry", "", "Dear")));

    assertThat(field.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(field)).contains("Dear {{name}}", "text-rule", "has the field {{name}}");
    assertThat(text(taken)).contains("templateId-rule", "stands there twice");
    assertThat(text(language)).contains("locale-rule");
    assertThat(templates.find().revision()).isZero();
  }

  @Test
  void leaveAChoice_whenSomebodyElseWasFaster() throws Exception {
    perform(save(changed(0, "Theirs {{case}}")));

    MvcResult refused = perform(save(changed(0, "Mine {{case}}")));
    MvcResult notRemoved = perform(remove("ask", "en", 0));

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused))
        .contains("Theirs {{case}}", "Mine {{case}}", "Do it all the same", "Leave it")
        .contains("name=\"revision\" value=\"1\"");
    assertThat(notRemoved.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(notRemoved)).contains("nothing was done yet", "/edit?id=ask&amp;locale=en");

    perform(save(changed(1, "Mine {{case}}")));

    assertThat(templates.find().templates().templates())
        .extracting(Template::text)
        .contains("Mine {{case}}")
        .doesNotContain("Theirs {{case}}");
  }

  private static MockHttpServletRequestBuilder changed(long revision, String text) {
    return form(revision, "answer", "en", text).param("wasId", "answer").param("wasIn", "en");
  }

  private static MockHttpServletRequestBuilder form(
      long revision, String id, String locale, String text) {
    return post(TEMPLATES + "/edit")
        .param("revision", Long.toString(revision))
        .param("templateId", id)
        .param("purpose", "answer")
        .param("locale", locale)
        .param("title", "Title")
        .param("text", text);
  }

  private static MockHttpServletRequestBuilder save(MockHttpServletRequestBuilder form) {
    return form.param("do", "save");
  }

  private static MockHttpServletRequestBuilder remove(String id, String locale, long revision) {
    return post(TEMPLATES + "/remove")
        .param("id", id)
        .param("locale", locale)
        .param("revision", Long.toString(revision));
  }

  private MvcResult perform(MockHttpServletRequestBuilder call) throws Exception {
    return DrawnPages.perform(pages, call, "en");
  }
}
