package dev.barometer.reporting.action;

import static dev.barometer.reporting.action.ActionFixtures.DESK;
import static dev.barometer.reporting.action.ActionFixtures.START;
import static dev.barometer.reporting.action.ActionFixtures.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.web.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Actions as programs plan them and ask for them. */
class ActionApiTest {
  private static final String PLANNED =
      """
      {"title":"Answer mails within the hour","owner":"bo","scope":"team:Mail desk",
       "metric":"csat","target":70,"start":"2026-06-03","due":"2026-07-17",
       "comparisonScope":null,"from":{"kind":"complaint","id":"c-1"}}
      """;

  private final ActionInstance here = new ActionInstance();
  private final MockMvc api =
      MockMvcBuilders.standaloneSetup(
              new ActionController(
                  here.publisher,
                  here.actions,
                  here.requests(),
                  here.outcomes(),
                  new OrganisationDays(ZoneOffset.UTC),
                  here.clock))
          .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
          .build();

  @BeforeEach
  void signIn() {
    as(List.of());
  }

  private static void as(List<String> teams) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            Callers.authenticated(new Caller("staff:ann", "Ann", Role.MANAGER, "Ann", teams)));
  }

  @AfterEach
  void close() {
    SecurityContextHolder.clearContext();
    here.close();
  }

  private String plan() throws Exception {
    String location =
        api.perform(post("/api/actions").content(PLANNED))
            .andExpect(status().isCreated())
            .andExpect(header().string("ETag", "\"1\""))
            .andExpect(jsonPath("$.status").value("planned"))
            .andExpect(jsonPath("$.revision").value(1))
            .andReturn()
            .getResponse()
            .getHeader("Location");
    return location;
  }

  private List<String> refused(MockHttpServletRequestBuilder call) {
    Throwable[] thrown = new Throwable[1];
    assertThatThrownBy(() -> api.perform(call))
        .satisfies(failure -> thrown[0] = failure.getCause())
        .hasCauseInstanceOf(InvalidRequestException.class);
    return ((InvalidRequestException) thrown[0])
        .violations().stream().map(Violation::field).toList();
  }

  @Test
  void anActionIsPlanned_started_andTold_withItsEffect() throws Exception {
    answer(here.tallies, DESK, START.minusWeeks(32), 32, 5);
    answer(here.tallies, DESK, START, 6, 7);
    String one = plan();

    api.perform(get(one))
        .andExpect(jsonPath("$.effect.verdict").value("too early"))
        .andExpect(jsonPath("$.effect.after").isEmpty())
        .andExpect(jsonPath("$.effect.minimumDetectable.expectedN").value(420))
        .andExpect(jsonPath("$.from.kind").value("complaint"))
        .andExpect(jsonPath("$.comparisonScope").isEmpty());
    api.perform(post(one + "/start").header("If-Match", "\"1\""))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.status").value("running"));
    here.at(START.plusWeeks(6).atTime(9, 0).toInstant(ZoneOffset.UTC));

    String told =
        api.perform(get(one))
            .andExpect(jsonPath("$.effect.before.metric").value("csat"))
            .andExpect(jsonPath("$.effect.before.n").value(560))
            .andExpect(jsonPath("$.effect.after.n").value(420))
            .andExpect(jsonPath("$.effect.interval.level").value(0.95))
            .andExpect(jsonPath("$.effect.verdict").value("improved"))
            .andExpect(jsonPath("$.effect.warnings").isArray())
            .andExpect(jsonPath("$.history.length()").value(2))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(told).doesNotContain("baselineId");
  }

  @ParameterizedTest
  @CsvSource({
    "metric, \"metric\":\"csat\", \"metric\":\"tickets-closed\"",
    "metric, \"metric\":\"csat\", \"metric\":\"gut-feeling\"",
    "owner, \"owner\":\"bo\", \"owner\":\"nobody\"",
    "target, \"target\":70, \"target\":101",
    "target, \"target\":70, \"target\":null",
    "due, 2026-07-17, 2026-06-03",
    "start, 2026-06-03, 2026-02-30",
    "scope, team:Mail desk, mood:bad",
    "comparisonScope, \"comparisonScope\":null, \"comparisonScope\":\"team:Mail desk\"",
    "from.id, \"id\":\"c-1\", \"id\":\" \"",
    "from.kind, \"kind\":\"complaint\", \"kind\":\"dream\"",
    "title, Answer mails within the hour, ' '"
  })
  void whatCannotBeSoIsRefusedByName(String field, String sound, String odd) {
    assertThat(refused(post("/api/actions").content(PLANNED.replace(sound, odd))))
        .containsExactly(field);
  }

  @Test
  void whatItAimsAtIsFixed_onceItStarted() throws Exception {
    String one = plan();
    String words = "{\"title\":\"Other\",\"owner\":\"bo\",\"due\":\"2026-08-01\"";
    api.perform(put(one).content(words + ",\"target\":80}"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.target").value(80));
    api.perform(post(one + "/start")).andExpect(status().isOk());

    assertThat(refused(put(one).content(words + ",\"target\":60,\"metric\":\"nps\"}")))
        .containsExactly("metric", "target");
    api.perform(put(one).content(words + ",\"target\":80,\"progress\":\"Half\"}"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.progress").value("Half"))
        .andExpect(jsonPath("$.due").value("2026-08-01"));
    api.perform(put(one).header("If-Match", "\"1\"").content(words + "}"))
        .andExpect(status().isPreconditionFailed());
  }

  @Test
  void aMoveThatIsNotOpenIsAConflict_andAnUnknownOneIsNotFound() throws Exception {
    String one = plan();

    api.perform(post(one + "/finish")).andExpect(status().isConflict());
    api.perform(post(one + "/jump")).andExpect(status().isNotFound());
    api.perform(post(one + "/drop").content("{\"note\":\"no money\"}"))
        .andExpect(jsonPath("$.status").value("dropped"))
        .andExpect(jsonPath("$.history[1].note").value("no money"));
    api.perform(post(one + "/reopen")).andExpect(jsonPath("$.status").value("planned"));
  }

  @Test
  void aLeadReadsWhatIsForHisTeams_andWritesNothing() throws Exception {
    String one = plan();

    as(List.of("Mail desk"));
    api.perform(get(one)).andExpect(status().isOk());
    api.perform(get("/api/actions?status=planned&owner=bo&scope=team:Mail desk"))
        .andExpect(jsonPath("$.items.length()").value(1))
        .andExpect(jsonPath("$.items[0].effect").doesNotExist());
    api.perform(post("/api/actions").content(PLANNED)).andExpect(status().isForbidden());
    api.perform(post(one + "/start")).andExpect(status().isForbidden());
    as(List.of("Phone desk"));
    api.perform(get(one)).andExpect(status().isNotFound());
    api.perform(get("/api/actions")).andExpect(jsonPath("$.items").isEmpty());
    assertThat(refused(get("/api/actions?status=lost"))).containsExactly("status");
  }
}
