package dev.barometer.reporting.action;

import static dev.barometer.reporting.action.ActionFixtures.ANN;
import static dev.barometer.reporting.action.ActionFixtures.DESK;
import static dev.barometer.reporting.action.ActionFixtures.START;
import static dev.barometer.reporting.action.ActionFixtures.WORDS;
import static dev.barometer.reporting.action.ActionFixtures.answer;
import static dev.barometer.reporting.action.ActionFixtures.goal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.reporting.PageFixtures;
import dev.barometer.starter.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The board, one action and the form, as they are read. */
class ActionPagesTest {
  private static final Viewer ALL = new Viewer("", true, List.of());

  private final ActionInstance here = new ActionInstance();
  private final MockMvc manager = mvc(Role.MANAGER);
  private final MockMvc agent = mvc(Role.AGENT);

  private MockMvc mvc(Role role) {
    return PageFixtures.mvc(
        new ActionPageController(here.publisher, here.requests(), here.pages()), "action", role);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private Action running() {
    answer(here.tallies, DESK, START.minusWeeks(Baseline.ALL_WEEKS), Baseline.ALL_WEEKS, 5);
    answer(here.tallies, DESK, START, 6, 7);
    Action action =
        here.publisher.plan(
            new ActionRequestReader.Asked(
                WORDS, goal("csat", 70, null), new Cause("complaint", "c-1")),
            ANN);
    return here.publisher.move(
        action.actionId(), ALL, null, Move.START, "The <desk> is ready", ANN);
  }

  private void at(LocalDate day) {
    here.at(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
  }

  private static String html(ResultActions answer) throws Exception {
    return answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
  }

  private static String html(MockMvc pages, String path, String language) throws Exception {
    return html(
        pages
            .perform(get(path).locale(Locale.forLanguageTag(language)))
            .andExpect(status().isOk()));
  }

  @ParameterizedTest
  @CsvSource({
    "en, Improvement actions, Overdue: was due on Jul 17, better than before",
    "zh-CN, 改进措施, 已逾期, 好于之前",
    "ko, 개선 조치, 기한 지남, 이전보다 좋아짐"
  })
  void tellsHowFarActionsAre_whoOwnsThem_andThatOneIsOverdue(
      String language, String title, String overdue, String verdict) throws Exception {
    Action action = running();
    at(START.plusWeeks(7));

    String html = html(manager, "/actions", language);

    assertThat(html)
        .contains(title, overdue, verdict, "Bo", "href=\"/actions/" + action.actionId() + "\"")
        .contains("href=\"/actions/new\"")
        .doesNotContain("??", "{0}", "{1}");
  }

  @ParameterizedTest
  @CsvSource({
    "en, This says what changed, 6 of 6 weeks, would be seen in four of five",
    "zh-CN, 而不是原因, 6 周中的 6 周, 五次中有四次",
    "ko, 그 이유를 말하지는 않습니다, 6주 중 6주, 네 번은"
  })
  void tellsTheEffect_withItsInterval_andClaimsNoCause(
      String language, String caveat, String weeks, String detectable) throws Exception {
    Action action = running();
    at(START.plusWeeks(7));

    String html = html(manager, "/actions/" + action.actionId(), language);

    assertThat(html)
        .contains(caveat, weeks, detectable)
        .contains("55.0", "75.0", "20.0", "The &lt;desk&gt; is ready", "c-1")
        .doesNotContain("??", "{0}", "{1}", "<desk>");
  }

  @Test
  void showsSomebodyElseNothing_andHimNoForms() throws Exception {
    Action action = running();

    agent.perform(get("/actions/" + action.actionId())).andExpect(status().isNotFound());
    assertThat(html(agent, "/actions", "en"))
        .doesNotContain(action.actionId(), "/actions/new", "??");
    agent.perform(get("/actions/new")).andExpect(status().isForbidden());
    agent
        .perform(post("/actions/" + action.actionId() + "/moves/finish").param("revision", "2"))
        .andExpect(status().isForbidden());
  }

  @Test
  void aNewOneIsPrefilled_andPlanned() throws Exception {
    assertThat(
            html(
                manager,
                "/actions/new?kind=signal&from=s-9&scope=team:Mail desk&metric=art&title=Faster"
                    + "&owner=bo&due=2026-09-01",
                "en"))
        .contains("value=\"Faster\"", "value=\"2026-09-01\"")
        .contains("<option value=\"bo\" selected=\"selected\">")
        .contains("value=\"s-9\"", "value=\"team:Mail desk\"", "value=\"2026-06-03\"")
        .contains("<option value=\"art\" selected=\"selected\">")
        .contains("<option value=\"signal\" selected=\"selected\">")
        .doesNotContain("??");
    manager.perform(get("/actions/new?kind=dream")).andExpect(status().is(422));
    assertThat(html(manager, "/actions", "en")).doesNotContain("column-dropped");

    String location =
        manager
            .perform(
                post("/actions")
                    .param("title", "Be faster")
                    .param("owner", "bo")
                    .param("scope", "team:Mail desk")
                    .param("metric", "art")
                    .param("target", "4,5")
                    .param("start", "2026-07-01")
                    .param("due", "2026-09-30")
                    .param("comparisonScope", "")
                    .param("kind", "signal")
                    .param("from", "s-9"))
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    Action planned =
        here.actions.find(location.substring(location.lastIndexOf('/') + 1)).orElseThrow();
    assertThat(planned.goal())
        .isEqualTo(new Goal("team:Mail desk", "art", 16_200, LocalDate.of(2026, 7, 1), null));
    assertThat(planned.from()).isEqualTo(new Cause("signal", "s-9"));
    assertThat(html(manager, location, "ko")).contains("4시간 30분 이하").doesNotContain("??");
  }

  @Test
  void marksWhatIsWrong_andKeepsWhatWasTyped() throws Exception {
    String html =
        html(
            manager
                .perform(
                    post("/actions")
                        .param("title", "Be faster")
                        .param("owner", "nobody")
                        .param("scope", "mood:bad")
                        .param("metric", "art")
                        .param("target", "soon")
                        .param("start", "2026-07-01")
                        .param("due", "2026-06-30"))
                .andExpect(status().is(422)));

    assertThat(html).contains("value=\"Be faster\"", "value=\"mood:bad\"", "role=\"alert\"");
    for (String field : List.of("owner", "scope", "target")) {
      assertThat(html).containsPattern("id=\"" + field + "\"[^>]*aria-invalid=\"true\"");
    }
    assertThat(html).doesNotContainPattern("id=\"title\"[^>]*aria-invalid=\"true\"");
  }

  @Test
  void movesAndChanges_andSaysWhenSomebodyElseDidMeanwhile() throws Exception {
    Action action = running();
    String path = "/actions/" + action.actionId();

    manager
        .perform(
            post(path)
                .param("revision", "2")
                .param("title", "Another title")
                .param("owner", "bo")
                .param("due", "2026-08-01")
                .param("progress", "Half"))
        .andExpect(status().is3xxRedirection());
    assertThat(
            html(
                manager
                    .perform(post(path + "/moves/finish").param("revision", "2"))
                    .andExpect(status().isPreconditionFailed())))
        .contains("Somebody else changed it meanwhile");
    manager
        .perform(post(path + "/moves/finish").param("revision", "3").param("note", "through"))
        .andExpect(status().is3xxRedirection());
    assertThat(
            html(
                manager
                    .perform(post(path + "/moves/drop").param("revision", "4"))
                    .andExpect(status().isConflict())))
        .contains("cannot be done any more");
    assertThat(here.actions.find(action.actionId()).orElseThrow())
        .satisfies(
            done -> {
              assertThat(done.status()).isEqualTo(Status.DONE);
              assertThat(done.title()).isEqualTo("Another title");
              assertThat(done.progress()).isEqualTo("Half");
              assertThat(done.goal()).isEqualTo(action.goal());
            });
    assertThat(html(manager, path + "?saved", "en"))
        .contains("through", "It is saved", path + "/moves/reopen")
        .doesNotContain("name=\"due\"", "??");
  }
}
