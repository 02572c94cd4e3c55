package dev.barometer.reporting.strategy;

import static dev.barometer.reporting.strategy.StrategyFixtures.BERLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.edition.PlannedEditions;
import dev.barometer.reporting.strategy.StrategyFixtures.Service;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.timetable.StillTimetable;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.ProblemAdvice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Strategies and the reports that are planned by them, as those who call see them. */
class StrategyApiTest {
  private static final String ALL = "/api/report-strategies";
  private static final String ONE = ALL + "/mail-desk";
  private static final String BODY =
      """
      {"strategyId":"mail-desk","title":"Mail desk","scope":"team:Mail desk",
       "sections":["overview","sla"],"cadence":{"every":"month","day":3},"compareTo":"previous",
       "languages":["zh-CN","en"],"recipients":["owner@example.org"],"reviewers":["bo"],
       "template":{"overview":"In short."}}
      """;

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MovingClock clock =
      new MovingClock(LocalDateTime.parse("2026-10-10T12:00:00").atZone(BERLIN).toInstant());
  private final Service service =
      new Service(database.operations(), new StillTimetable(database.operations(), clock), clock);
  private final MockMvc api =
      MockMvcBuilders.standaloneSetup(
              new StrategyController(service.strategies, service.publisher, service.runner),
              new ReportPlanController(
                  service.plans, service.editions, service.strategies, service.runner))
          .setControllerAdvice(new ProblemAdvice())
          .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
          .build();

  @BeforeEach
  void signIn() {
    SecurityContextHolder.getContext()
        .setAuthentication(
            Callers.authenticated(new Caller("staff:ann", "Ann", Role.MANAGER, "Ann", List.of())));
  }

  @AfterEach
  void close() {
    SecurityContextHolder.clearContext();
    database.close();
  }

  private ResultActions call(MockHttpServletRequestBuilder call) throws Exception {
    return api.perform(call);
  }

  private static MockHttpServletRequestBuilder with(
      MockHttpServletRequestBuilder call, String body) {
    return call.contentType(MediaType.APPLICATION_JSON).content(body);
  }

  @Test
  void isAddedOnce_changedForItsRevision_andRetired() throws Exception {
    call(with(post(ALL), BODY))
        .andExpect(status().isCreated())
        .andExpect(header().string("Location", ONE))
        .andExpect(header().string("ETag", "\"1\""))
        .andExpect(jsonPath("$.cadence.every").value("month"))
        .andExpect(jsonPath("$.template.overview").value("In short."))
        .andExpect(jsonPath("$.nextDue").value("2026-11-03T05:00:00Z"));
    call(with(post(ALL), BODY)).andExpect(status().isConflict());

    String later = BODY.replace("\"day\":3", "\"day\":5");
    call(with(put(ONE), later).header("If-Match", "\"7\""))
        .andExpect(status().isPreconditionFailed());
    call(with(put(ONE), later).header("If-Match", "\"1\""))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.revision").value(2))
        .andExpect(jsonPath("$.nextDue").value("2026-11-05T05:00:00Z"));
    call(with(put(ONE), later)).andExpect(jsonPath("$.revision").value(2));
    call(with(put(ONE), BODY.replace("mail-desk", "other")))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[*].field").value(contains("strategyId")));
    call(with(put(ALL + "/other"), BODY.replace("mail-desk", "other")))
        .andExpect(status().isNotFound());

    call(delete(ONE))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.active").value(false))
        .andExpect(jsonPath("$.nextDue").doesNotExist());
    call(delete(ONE)).andExpect(jsonPath("$.revision").value(3));
    assertThat(service.audit.entries())
        .hasSize(3)
        .anyMatch(entry -> entry.contains("report-strategy.added"))
        .anyMatch(entry -> entry.contains("report-strategy.changed"))
        .anyMatch(entry -> entry.contains("report-strategy.retired"));
  }

  @Test
  void keepsEachVersion_inPages() throws Exception {
    call(with(post(ALL), BODY));
    for (int day = 4; day < 8; day++) {
      call(with(put(ONE), BODY.replace("\"day\":3", "\"day\":" + day)));
    }

    call(get(ONE + "/versions"))
        .andExpect(jsonPath("$.items[*].revision").value(contains(5, 4, 3, 2, 1)))
        .andExpect(jsonPath("$.items[*].cadence.day").value(contains(7, 6, 5, 4, 3)));
    String next = new Cursor(Instant.EPOCH, "4").toString();
    call(get(ONE + "/versions?limit=2"))
        .andExpect(jsonPath("$.items[*].revision").value(contains(5, 4)))
        .andExpect(jsonPath("$.next").value(next));
    call(get(ONE + "/versions?limit=3&cursor=" + next))
        .andExpect(jsonPath("$.items[*].revision").value(contains(3, 2, 1)))
        .andExpect(jsonPath("$.next").doesNotExist());
  }

  @Test
  void areListedInPages_theNewestFirst() throws Exception {
    for (String id : List.of("a", "b", "c")) {
      call(with(post(ALL), BODY.replace("mail-desk", id)));
      clock.advance(Duration.ofSeconds(1));
    }

    String next =
        JsonPath.read(
            call(get(ALL + "?limit=2"))
                .andExpect(jsonPath("$.items[*].strategyId").value(contains("c", "b")))
                .andReturn()
                .getResponse()
                .getContentAsString(),
            "$.next");
    call(get(ALL + "?limit=2&cursor=" + next))
        .andExpect(jsonPath("$.items[*].strategyId").value(contains("a")))
        .andExpect(jsonPath("$.next").doesNotExist());
  }

  @Test
  void aReportIsPlannedByIt_overTheNewestClosedPeriodOrTheOneThatIsSaid() throws Exception {
    call(with(post(ALL), BODY));

    call(with(post("/api/reports"), "{\"strategyId\":\"mail-desk\"}"))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.edition").value(1))
        .andExpect(jsonPath("$.status").value("collecting"))
        .andExpect(jsonPath("$.strategyId").value("mail-desk"))
        .andExpect(jsonPath("$.strategyRevision").value(1))
        .andExpect(jsonPath("$.title").value("Mail desk, 2026-09"))
        .andExpect(jsonPath("$.from").value("2026-08-31T22:00:00Z"))
        .andExpect(jsonPath("$.to").value("2026-09-30T22:00:00Z"));
    call(with(
            post("/api/reports"),
            "{\"strategyId\":\"mail-desk\",\"from\":\"2026-03-01\",\"to\":\"2026-04-01\"}"))
        .andExpect(jsonPath("$.title").value("Mail desk, 2026-03"));
    assertThat(PlannedEditions.all(database.operations())).hasSize(2);
    assertThat(PlannedEditions.all(database.operations()).get(0).texts()).hasSize(1);
  }

  @Test
  void whatTheStrategySaysIsRefusedBesideIt_allOfItNamed() throws Exception {
    call(with(post(ALL), BODY));

    call(with(
            post("/api/reports"),
            """
                {"strategyId":"mail-desk","from":"2026-03-01","title":"Mine","scope":"all",
                 "anything":1,"language":null}
                """))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            jsonPath("$.errors[*].field")
                .value(containsInAnyOrder("to", "title", "scope", "anything")));
    call(with(post("/api/reports"), "{\"strategyId\":\"none\"}"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[*].field").value(contains("strategyId")));
    assertThat(PlannedEditions.all(database.operations())).isEmpty();
  }

  @Test
  void aReportIsPlannedWithoutAStrategy_andAllThatCannotBeSoIsNamed() throws Exception {
    call(with(
            post("/api/reports"),
            """
                {"title":"Mine","scope":"team:Mail desk","from":"2026-03-01","to":"2026-04-01"}
                """))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.strategyId").doesNotExist());
    call(with(
            post("/api/reports"),
            """
                {"title":"","scope":"team","to":"2026-04-01","sections":["x"],"language":"fr",
                 "reviewers":["al"]}
                """))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            jsonPath("$.errors[*].field")
                .value(
                    containsInAnyOrder(
                        "title", "scope", "from", "sections[0]", "language", "reviewers[0]")));
  }
}
