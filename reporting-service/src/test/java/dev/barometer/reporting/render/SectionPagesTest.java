package dev.barometer.reporting.render;

import static dev.barometer.reporting.edition.GivenDesk.ID;
import static dev.barometer.reporting.edition.GivenDesk.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.print.PdfWriter;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.GivenDesk;
import dev.barometer.reporting.edition.Note;
import dev.barometer.reporting.edition.Quote;
import dev.barometer.reporting.edition.Section;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.thymeleaf.context.Context;

/** A manager writes of tickets and chooses comments by the page of a report. */
class SectionPagesTest {
  private static final String ONE = "/reports/" + ID;

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final GivenDesk desk =
      new GivenDesk(database.operations(), new MovingClock(Instant.parse("2026-07-03T06:00:00Z")));
  private final BarometerProperties barometer =
      new Binder(new MapConfigurationPropertySource(Map.of("barometer.organisation.zone", "UTC")))
          .bindOrCreate("barometer", BarometerProperties.class);
  private final MockMvc pages =
      PageFixtures.mvc(
          new ReportPageController(
              desk.publisher(),
              new ReportMovePublisher(desk.publisher(), desk.sections(), barometer),
              new DraftReader(desk.comments(), desk.actions()),
              id -> List.of(),
              new DeskLinks("", ZoneOffset.UTC),
              barometer),
          "action",
          Role.MANAGER);

  @BeforeEach
  void begin() {
    desk.tickets(
        ticket("INC1", 10, 5, false, "3 - Moderate"),
        ticket("INC2", 20, 90, false, "1 - Critical"),
        ticket("<b>4", 40, 2, true, "2 - High"));
    desk.says("r1", 1, "Fast, <i>and</i> friendly.");
    desk.says("r2", 1, "Slow at night.");
    desk.says("r3", 1, "No remarks.");
    desk.draft();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String page(String language) throws Exception {
    return text(pages.perform(get(ONE).locale(Locale.forLanguageTag(language))).andReturn());
  }

  private static String text(MvcResult answer) throws Exception {
    return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletRequestBuilder move(String move, String section) {
    return post(ONE + "/moves/" + move)
        .locale(Locale.ENGLISH)
        .param("revision", Long.toString(desk.publisher().find(ID).revision()))
        .param("section", section);
  }

  private void does(MockHttpServletRequestBuilder move) throws Exception {
    assertThat(pages.perform(move).andReturn().getResponse().getStatus()).isEqualTo(302);
  }

  private List<Note> notes(Section section) {
    return desk.publisher().find(ID).noted().of(section);
  }

  @ParameterizedTest
  @CsvSource({
    "en, Tickets that missed their SLA, 'These are all 2', Choose comments to quote",
    "zh-CN, 未达到 SLA 的工单, 以上为全部 2 件, 选择要引用的评论",
    "ko, SLA를 지키지 못한 티켓, 전체 2건입니다, 인용할 의견 고르기"
  })
  void showsWhatMissedItsSla_inThreeLanguages(
      String language, String title, String count, String choose) throws Exception {
    assertThat(page(language))
        .contains(title, count, choose, "INC1", "/tickets/INC2")
        .doesNotContain("??", "Kim cannot print");
  }

  @Test
  void takesACauseAndAMeasure_andShowsThemAgain() throws Exception {
    MvcResult kept =
        pages
            .perform(
                move("note", "sla")
                    .param("item", "INC2")
                    .param("cause", "Nobody on call.\r\nNobody at all.")
                    .param("measure", "A rota <since> June.")
                    .param("action", ""))
            .andReturn();

    assertThat(kept.getResponse().getRedirectedUrl()).isEqualTo(ONE + "?done=note#sla");
    assertThat(notes(Section.SLA))
        .singleElement()
        .satisfies(note -> assertThat(note.cause()).isEqualTo("Nobody on call.\nNobody at all."));
    assertThat(page("en"))
        .contains("Causes and measures", "A rota &lt;since&gt; June.", "Leave it out");

    does(move("note", "sla").param("item", "INC1").param("cause", "The same."));
    does(move("note", "sla").param("item", "INC2").param("leave", "out"));
    assertThat(notes(Section.SLA)).extracting(Note::item).containsExactly("INC1");
  }

  @Test
  void takesMajorIncidents_fromTheListAndByTheirNumber() throws Exception {
    does(move("note", "faults").param("item", " <b>4 "));
    does(
        move("note", "faults")
            .param("item", "INC2")
            .param("cause", "A switch died.")
            .param("effect", "No mail.")
            .param("prevention", "Two switches."));

    assertThat(notes(Section.FAULTS)).extracting(Note::item).containsExactly("<b>4", "INC2");
    assertThat(page("en"))
        .contains("Major incidents (one of the highest priority in the period)", "&lt;b&gt;4")
        .contains("No mail.", "Two switches.")
        .doesNotContain("<b>4");
  }

  @Test
  void showsAgainWhatWasTyped_whereItCannotBeKept() throws Exception {
    MvcResult unknown = pages.perform(move("note", "faults").param("item", "INC77")).andReturn();
    assertThat(unknown.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(unknown)).contains("value=\"INC77\"");

    MockHttpServletRequestBuilder late =
        move("note", "sla").param("item", "INC1").param("cause", "Mine, typed.");
    does(move("note", "sla").param("item", "INC2").param("cause", "Theirs."));
    MvcResult refused = pages.perform(late).andReturn();
    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused)).contains("Mine, typed.", "Theirs.");
  }

  @Test
  void takesComments_andShowsThemWithoutNames() throws Exception {
    does(move("quote", "satisfaction").param("comment", "r1", "r2"));

    assertThat(desk.publisher().find(ID).noted().comments())
        .extracting(Quote::responseId)
        .containsExactly("r1", "r2");
    assertThat(page("en"))
        .contains("What people said", "Fast, &lt;i&gt;and&lt;/i&gt; friendly.")
        .containsPattern("value=\"r2\"[^>]*checked")
        .doesNotContainPattern("value=\"r3\"[^>]*checked");

    does(move("quote", "satisfaction"));
    assertThat(desk.publisher().find(ID).noted().comments()).isEmpty();
  }

  @Test
  void saysThatTooFewWrote() throws Exception {
    desk.erases("r3");

    assertThat(page("en"))
        .contains("Too few people wrote for any of it to be shown.")
        .doesNotContain("Slow at night.");
  }

  @Test
  void offersNothingToWrite_onceItIsInReview() throws Exception {
    does(move("note", "sla").param("item", "INC2").param("cause", "Nobody on call."));
    does(move("submit", ""));

    assertThat(page("en"))
        .contains("Nobody on call.")
        .doesNotContain("moves/note", "moves/quote", "Leave it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "ko"})
  void isPrintedWithAllOfIt(String language) throws Exception {
    does(
        move("note", "sla")
            .param("item", "INC2")
            .param("cause", "Nobody on call.\n\n夜间无人值班。")
            .param("measure", "A rota. 당직표."));
    does(move("note", "faults").param("item", "INC2").param("effect", "No mail."));
    does(move("quote", "satisfaction").param("comment", "r1", "r2"));
    Edition published = desk.published(ID);
    desk.erases("r2");
    Edition erased = desk.publisher().find(ID);

    byte[] pdf = pdf(xhtml(erased, language), language, "erased");

    assertThat(xhtml(published, language))
        .contains("Slow at night.", "夜间无人值班。", "당직표", "INC1", "No mail.")
        .doesNotContain("??", "th:");
    assertThat(xhtml(erased, language)).doesNotContain("Slow at night.", "??");
    assertThat(pdf.length).isGreaterThan(10_000);
  }

  private static String xhtml(Edition edition, String language) {
    Paper paper =
        new ReportText(ReportWording.of(language, ZoneOffset.UTC), ReportText.Ways.NONE)
            .of(edition, null);
    return PageFixtures.templates("report")
        .process(
            "report-paper", new Context(Locale.forLanguageTag(language), Map.of("paper", paper)));
  }

  private static byte[] pdf(String xhtml, String language, String name) throws IOException {
    byte[] pdf =
        new PdfWriter()
            .write(xhtml, Locale.forLanguageTag(language), "Second quarter", Instant.EPOCH);
    Files.write(Path.of("target/report-" + name + "-" + language + ".pdf"), pdf);
    return pdf;
  }
}
