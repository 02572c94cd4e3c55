package dev.barometer.reporting.strategy;

import static dev.barometer.reporting.strategy.StrategyFixtures.BERLIN;
import static dev.barometer.reporting.strategy.StrategyFixtures.MONTHLY;
import static dev.barometer.reporting.strategy.StrategyFixtures.monthly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.edition.PlannedEditions;
import dev.barometer.reporting.strategy.StrategyFixtures.Service;
import dev.barometer.starter.Role;
import dev.barometer.starter.timetable.StillTimetable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A manager keeps the strategies by their pages. */
class StrategyPagesTest {
  private static final String LIST = "/reports/strategies";
  private static final String ONE = LIST + "/" + MONTHLY;

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MovingClock clock =
      new MovingClock(LocalDateTime.parse("2026-10-10T12:00:00").atZone(BERLIN).toInstant());
  private final Service service =
      new Service(database.operations(), new StillTimetable(database.operations(), clock), clock);
  private final MockMvc pages =
      PageFixtures.mvc(
          new StrategyPageController(
              service.strategies, service.publisher, service.runner, StrategyFixtures.staff()),
          "strategy",
          Role.MANAGER);

  @AfterEach
  void close() {
    database.close();
  }

  private MvcResult perform(MockHttpServletRequestBuilder call, String language) throws Exception {
    return pages.perform(call.locale(Locale.forLanguageTag(language))).andReturn();
  }

  private static String text(MvcResult answer) throws Exception {
    return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }

  /** As a browser sends the form. */
  private static MockHttpServletRequestBuilder form(String address, String day) {
    return post(address)
        .param("title", "Desk")
        .param("scope", "team:Desk")
        .param("every", "month")
        .param("day", day)
        .param("compareTo", "previous")
        .param("languages", "en", "ko")
        .param("recipients", "owner@example.org\r\nother@example.org")
        .param("reviewers", "bo")
        .param("sections", "overview", "sla")
        .param("template.overview", "In short.\r\nAll of it.")
        .param("template.sla", "")
        .param("active", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Report strategies, 'monthly, on day 3', none yet",
    "zh-CN, 报告策略, '每月，第 3 天', 尚无",
    "ko, 보고서 전략, '매월, 3일째', 아직 없음"
  })
  void areListed_inThreeLanguages(String language, String title, String cadence, String none)
      throws Exception {
    assertThat(text(perform(get(LIST), language))).contains(title).doesNotContain("??");

    service.publisher.add(monthly(3), "Ann");

    assertThat(text(perform(get(LIST), language)))
        .contains(title, cadence, none, "team:Desk", "2026-11-03T05:00:00Z", ONE)
        .doesNotContain("??");
    assertThat(text(perform(get(LIST + "?format=csv"), language)))
        .contains("desk-monthly,Desk,team:Desk,month,3,true,2026-11-03T05:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"en, Overview, On day", "zh-CN, 概览, 第几天", "ko, 개요, 며칠째"})
  void areShownWithTheirNextDates_inThreeLanguages(String language, String section, String day)
      throws Exception {
    service.publisher.add(monthly(31), "Ann");

    assertThat(text(perform(get(ONE), language)))
        .contains(section, day, "Name of bo", "This month in short.", "owner@example.org")
        .contains("2026-10-31T05:00:00Z", "2026-11-30T05:00:00Z", "2026-12-31T05:00:00Z")
        .contains("2026-09", "2026-10", "2026-11")
        .doesNotContain("??", "Name of al");
    assertThat(text(perform(get(LIST + "/new"), language))).doesNotContain("??");
  }

  @Test
  void areAdded_andChanged() throws Exception {
    MvcResult added = perform(form(LIST + "/new", "3").param("strategyId", MONTHLY), "en");

    assertThat(added.getResponse().getRedirectedUrl()).isEqualTo(ONE + "?done=added");
    Strategy strategy = service.strategies.find(MONTHLY).orElseThrow().strategy();
    assertThat(strategy.recipients()).containsExactly("owner@example.org", "other@example.org");
    assertThat(strategy.template()).hasSize(1).containsValue("In short.\nAll of it.");
    assertThat(strategy.changedBy()).isEqualTo("Kim");
    assertThat(text(perform(get(ONE + "?done=added"), "en"))).contains("The strategy is added.");

    MvcResult changed =
        perform(form(ONE, "5").param("strategyId", MONTHLY).param("revision", "1"), "en");
    assertThat(changed.getResponse().getRedirectedUrl()).isEqualTo(ONE + "?done=changed");
    assertThat(service.strategies.find(MONTHLY).orElseThrow().strategy().cadence().day())
        .isEqualTo(5);
  }

  @Test
  void whatCannotBeSoIsToldBesideItsField() throws Exception {
    MvcResult refused =
        perform(
            form(LIST + "/new", "40")
                .param("strategyId", "a/b")
                .param("recipients", "nobody")
                .param("template.faults", "No faults."),
            "en");

    assertThat(refused.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(refused))
        .contains("id=\"strategyId-rule\"", "id=\"day-rule\"", "id=\"template.faults-rule\"")
        .contains("must be from 1 to 31", "value=\"a/b\"", "value=\"40\"")
        .doesNotContain("id=\"title-rule\"", "??");
    assertThat(service.strategies.find(MONTHLY)).isEmpty();
  }

  @Test
  void aTakenNameIsToldOf() throws Exception {
    service.publisher.add(monthly(3), "Ann");

    MvcResult refused = perform(form(LIST + "/new", "3").param("strategyId", MONTHLY), "en");

    assertThat(refused.getResponse().getStatus()).isEqualTo(409);
    assertThat(text(refused)).contains("There is a strategy of this name already.");
  }

  @Test
  void bothAreShown_whenSomebodyElseChangedItMeanwhile() throws Exception {
    service.publisher.add(monthly(3), "Ann");
    service.publisher.change(MONTHLY, null, monthly(7), "Ann");

    MvcResult refused =
        perform(form(ONE, "5").param("strategyId", MONTHLY).param("revision", "1"), "en");

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused))
        .contains("monthly, on day 7", "value=\"5\"", "name=\"revision\" value=\"2\"");
  }

  @Test
  void theDatesAreShownBeforeItIsSaved() throws Exception {
    String shown = text(perform(form(LIST + "/new", "10").param("do", "preview"), "en"));

    assertThat(shown)
        .contains("2026-11-10T05:00:00Z", "2026-12-10T05:00:00Z", "2027-01-10T05:00:00Z");
    assertThat(text(perform(form(LIST + "/new", "x").param("do", "preview"), "en")))
        .contains("None is planned by the timetable.");
    assertThat(service.strategies.page(null, 10).items()).isEmpty();
  }

  @Test
  void areRetired_andPlannedByHand() throws Exception {
    service.publisher.add(monthly(3), "Ann");

    MvcResult planned = perform(post(ONE + "/plan"), "en");
    String report = PlannedEditions.all(database.operations()).get(0).reportId();
    assertThat(planned.getResponse().getRedirectedUrl()).isEqualTo("/reports/" + report);
    assertThat(text(perform(get(ONE), "en"))).contains("/reports/" + report);

    MvcResult retired = perform(post(ONE + "/retire"), "en");
    assertThat(retired.getResponse().getRedirectedUrl()).isEqualTo(ONE + "?done=retired");
    assertThat(text(perform(get(ONE), "en"))).contains("not planned").doesNotContain("/retire\"");
  }

  @Test
  void whatPeopleWroteIsShownAsTheyWroteIt() throws Exception {
    perform(form(LIST + "/new", "3").param("strategyId", "x<b>\"y"), "en");

    assertThat(text(perform(get(LIST), "en"))).contains("x&lt;b&gt;").doesNotContain("x<b>");
  }
}
