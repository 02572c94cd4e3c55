package dev.barometer.reporting.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.AuditFixtures;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.GivenScopes;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Everybody sees what scores are measured by; a manager sets it by its page. */
class TargetPagesTest {
  private static final String LIST = "/targets";
  private static final String ONE = "/targets/set?metric=art&scope=team:Desk";

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MovingClock clock = new MovingClock(Instant.parse("2026-10-10T12:00:00Z"));
  private final TargetRepository targets = new TargetRepository(database.operations());
  private final TargetPublisher publisher =
      GivenTargets.publisher(database.operations(), ZoneOffset.UTC, new AuditFixtures(), clock);

  @AfterEach
  void close() {
    database.close();
  }

  private MockMvc pages(Role role) {
    return PageFixtures.mvc(
        new TargetPageController(
            targets,
            publisher,
            GivenTargets.requests(),
            new YardstickReader(targets),
            new ScopeNames(new GivenScopes(Scope.of(Dimension.TEAM, "Desk"))),
            new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100))),
        "dashboard",
        role);
  }

  private MvcResult perform(MockHttpServletRequestBuilder call, String language) throws Exception {
    return pages(Role.MANAGER).perform(call.locale(Locale.forLanguageTag(language))).andReturn();
  }

  private static String text(MvcResult answer) throws Exception {
    return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }

  /** As a browser sends the form. */
  private static MockHttpServletRequestBuilder form(String target, String revision) {
    return post("/targets/set")
        .param("metric", "art")
        .param("scope", "team:Desk")
        .param("revision", revision)
        .param("target", target)
        .param("good", "")
        .param("excellent", "")
        .param("value", "12,5")
        .param("valueSource", "Second quarter <b>")
        .param("source", "Contract, annex 3")
        .param("from", "");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Targets and bands, 'Bands: good from 75%, excellent above 85%', 'Target: at most 8'",
    "zh-CN, 目标与等级区间, '75% 起为良好，高于 85% 为优秀', 目标：不高于 8",
    "ko, 목표와 등급 구간, '75%부터 양호, 85% 초과 시 우수', '목표: 8'"
  })
  void areListed_inThreeLanguages(String language, String title, String usual, String target)
      throws Exception {
    assertThat(text(perform(get(LIST), language)))
        .contains(title, usual, "<form")
        .doesNotContain("??");

    perform(form("8", "0"), "en");

    assertThat(text(perform(get(LIST), language)))
        .contains(target, "Contract, annex 3", "Second quarter &lt;b&gt;", "team:Desk")
        .contains("/targets/set?metric=art&amp;scope=team")
        .doesNotContain("??");
    assertThat(text(perform(get(LIST + "?format=csv"), language)))
        .contains("art,team:Desk,,28800.0,,,45000.0,2026-10-10,\"Contract, annex 3\"");
    assertThat(text(perform(get(ONE), language)))
        .contains(target, "value=\"8\"", "value=\"12.5\"", "Kim")
        .doesNotContain("??");
  }

  @Test
  void areSetOnce_andEnded() throws Exception {
    MvcResult set = perform(form("8", "0"), "en");

    assertThat(set.getResponse().getRedirectedUrl())
        .isEqualTo("/targets/set?metric=art&scope=team%3ADesk&done=set");
    assertThat(text(perform(get(ONE + "&done=set"), "en"))).contains("It is set.");
    Target kept = targets.find("art", "team:Desk").newest().orElseThrow();
    assertThat(kept.target()).isEqualTo(28_800.0);
    assertThat(kept.baseline()).isEqualTo(new Baseline(45_000, "Second quarter <b>"));
    assertThat(kept.changedBy()).isEqualTo("Kim");

    MvcResult ended =
        perform(post("/targets/end").param("metric", "art").param("scope", "team:Desk"), "en");
    assertThat(ended.getResponse().getRedirectedUrl()).endsWith("&done=ended");
    assertThat(text(perform(get(ONE), "en"))).contains(">Nothing<", ">ended<");
    assertThat(text(perform(get(LIST), "en"))).contains(">Nothing of its own<");
  }

  @Test
  void aSpanThatIsShownInHours_isTheSameWhenItIsSentAgain() throws Exception {
    publisher.set(Metrics.ART, "team:Desk", null, GivenTargets.target(30_000, "Ann", null), "Ann");
    String shown = TargetForm.of(targets.find("art", "team:Desk").newest().orElseThrow()).target();

    assertThat(new TargetForm("", shown, "", "", false, "", "", "Ann", "").toRequest(Metrics.ART))
        .isEqualTo(GivenTargets.target(30_000, "Ann", null));
  }

  @Test
  void tellWhatCountsLater() throws Exception {
    publisher.set(
        Metrics.ART, "team:Desk", null, GivenTargets.target(3_600, "Ann", "2027-01-01"), "Ann");

    for (String page : new String[] {LIST, ONE}) {
      assertThat(text(perform(get(page), "en")))
          .contains("from Jan 1, 2027: Target: at most 1", ">Nothing");
    }
  }

  @Test
  void whatCannotBeSoIsToldBesideItsField() throws Exception {
    MvcResult refused =
        perform(form("soon", "0").param("excellent", "1").param("scale", "ease-7"), "en");

    assertThat(refused.getResponse().getStatus()).isEqualTo(422);
    assertThat(text(refused))
        .contains("id=\"target-rule\"", "value=\"soon\"", "Second quarter")
        .doesNotContain("id=\"source-rule\"", "??");
    assertThat(targets.page(null, 10).items()).isEmpty();
  }

  @Test
  void bothAreShown_whenSomebodyElseChangedItMeanwhile() throws Exception {
    publisher.set(Metrics.ART, "team:Desk", null, GivenTargets.target(3_600, "Ann", null), "Ann");

    MvcResult refused = perform(form("8", "0"), "en");

    assertThat(refused.getResponse().getStatus()).isEqualTo(412);
    assertThat(text(refused))
        .contains("Target: at most 1", "value=\"8\"", "name=\"revision\" value=\"1\"");
    assertThat(targets.find("art", "team:Desk").versions()).hasSize(1);
  }

  @Test
  void aScaleIsChosen_whereTheValuesOfAMeanDependOnIt() throws Exception {
    assertThat(text(perform(get("/targets/set?metric=ces"), "en")))
        .contains("<option value=\"ease-7\"", "It counts for scores on this scale alone.")
        .doesNotContain("??");
    assertThat(text(perform(get("/targets/set?metric=csat"), "en")))
        .contains("More is better.")
        .doesNotContain("<select id=\"scale\"");
  }

  @Test
  void whoMayNotSetThem_isNotLedToTheForm() throws Exception {
    perform(form("8", "0"), "en");

    String seen = text(pages(Role.AGENT).perform(get(LIST)).andReturn());

    assertThat(seen).contains("Contract, annex 3").doesNotContain("/targets/set", "Kim</td>");
  }
}
