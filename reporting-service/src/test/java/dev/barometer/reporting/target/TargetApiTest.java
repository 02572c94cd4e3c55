package dev.barometer.reporting.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.barometer.reporting.AuditFixtures;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.web.ProblemAdvice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

/** Targets as those who call see them. */
class TargetApiTest {
  private static final String ALL = "/api/targets";
  private static final String CSAT = ALL + "/csat?scope=team:Desk";
  private static final String BODY =
      """
      {"target":80,"bands":{"good":75,"excellent":85,"above":true},
       "baseline":{"value":71.5,"source":"2025, 412 answers"},"source":"Contract, annex 3"}
      """;

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();

  /** In Seoul it is the day after already. */
  private final MovingClock clock = new MovingClock(Instant.parse("2026-10-09T20:00:00Z"));

  private final AuditFixtures audit = new AuditFixtures();
  private final TargetRepository targets = new TargetRepository(database.operations());
  private final TargetPublisher publisher =
      GivenTargets.publisher(database.operations(), ZoneId.of("Asia/Seoul"), audit, clock);
  private final MockMvc api =
      MockMvcBuilders.standaloneSetup(
              new TargetController(
                  targets, publisher, GivenTargets.requests(), new YardstickReader(targets)))
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

  private static MockHttpServletRequestBuilder setting(String address, String body) {
    return put(address).contentType(MediaType.APPLICATION_JSON).content(body);
  }

  @Test
  void isSetForItsRevision_changedAndEnded_andWrittenDownEachTime() throws Exception {
    call(setting(CSAT, BODY).header("If-Match", "\"0\""))
        .andExpect(status().isOk())
        .andExpect(header().string("ETag", "\"1\""))
        .andExpect(jsonPath("$.inForce.target").value(80.0))
        .andExpect(jsonPath("$.inForce.from").value("2026-10-10"))
        .andExpect(jsonPath("$.inForce.bands.above").value(true))
        .andExpect(jsonPath("$.inForce.baseline.source").value("2025, 412 answers"));
    call(setting(CSAT, BODY).header("If-Match", "\"0\""))
        .andExpect(status().isPreconditionFailed());
    clock.advance(Duration.ofDays(3));
    call(setting(CSAT, BODY).header("If-Match", "\"1\""))
        .andExpect(jsonPath("$.revision").value(1));

    call(setting(CSAT, BODY.replace("80", "82")).header("If-Match", "\"1\""))
        .andExpect(jsonPath("$.revision").value(2))
        .andExpect(jsonPath("$.inForce.target").value(82.0))
        .andExpect(jsonPath("$.inForce.from").value("2026-10-13"));

    call(delete(CSAT).header("If-Match", "\"1\"")).andExpect(status().isPreconditionFailed());
    call(delete(CSAT))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.revision").value(3))
        .andExpect(jsonPath("$.inForce.source").value("usual"));
    call(delete(CSAT)).andExpect(jsonPath("$.revision").value(3));
    assertThat(audit.entries())
        .hasSize(3)
        .anyMatch(entry -> entry.contains("target.ended") && entry.contains("csat|team:Desk"))
        .filteredOn(entry -> entry.contains("target.set"))
        .hasSize(2);
  }

  @Test
  void theNearestScopeIsTold_asOfADay() throws Exception {
    call(
        setting(
            ALL + "/csat", BODY.replace("80", "70").replace("}\n", ",\"from\":\"2026-01-01\"}")));
    call(setting(CSAT, BODY.replace("}\n", ",\"from\":\"2026-07-01\"}")));

    call(get(CSAT + "&at=2025-12-31")).andExpect(jsonPath("$.inForce.scope").doesNotExist());
    call(get(CSAT + "&at=2026-06-30"))
        .andExpect(jsonPath("$.inForce.scope").value("all"))
        .andExpect(jsonPath("$.inForce.target").value(70.0))
        .andExpect(jsonPath("$.planned[*].target").value(contains(80.0)))
        .andExpect(header().string("ETag", "\"1\""));
    call(get(CSAT + "&at=2026-07-01")).andExpect(jsonPath("$.inForce.target").value(80.0));
    call(get(CSAT + "&at=soon"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[*].field").value(contains("at")));
    call(get(ALL + "/sla"))
        .andExpect(jsonPath("$.revision").value(0))
        .andExpect(jsonPath("$.inForce").doesNotExist());
    call(get(ALL + "/none")).andExpect(status().isNotFound());
  }

  @Test
  void allThatCannotBeSoIsNamed() throws Exception {
    call(setting(
            CSAT,
            """
            {"target":101,"bands":{"good":75,"excellent":75},"baseline":{"source":" "},
             "scale":"5","from":"soon"}
            """))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            jsonPath("$.errors[*].field")
                .value(
                    containsInAnyOrder(
                        "target",
                        "bands.excellent",
                        "baseline.value",
                        "baseline.source",
                        "scale",
                        "source",
                        "from")));
    call(setting(CSAT, "{\"source\":\"Nothing\"}"))
        .andExpect(jsonPath("$.errors[*].field").value(contains("target")));
    call(setting(ALL + "/complaints", "{\"target\":3,\"source\":\"Ann\"}"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[*].field").value(contains("metric")));
    call(setting(ALL + "/ces", "{\"target\":3,\"source\":\"Ann\"}"))
        .andExpect(jsonPath("$.errors[*].field").value(contains("scale")));
    call(setting(ALL + "/ces", "{\"target\":3,\"source\":\"Ann\",\"scale\":\"effort-7\"}"))
        .andExpect(status().isOk());
    call(setting(ALL + "/art", "{\"bands\":{\"good\":3600,\"excellent\":7200},\"source\":\"Ann\"}"))
        .andExpect(jsonPath("$.errors[*].field").value(contains("bands.excellent")));
    call(setting(CSAT + "x,priority:High", BODY))
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.errors[*].field").value(contains("scope")));
    call(delete(CSAT)).andExpect(status().isNotFound());
    assertThat(targets.page(null, 10).items()).hasSize(1);
  }

  @Test
  void eachVersionIsKept_andAllAreListedInPages() throws Exception {
    for (int target = 81; target < 86; target++) {
      call(setting(CSAT, BODY.replace("80", String.valueOf(target))));
    }
    for (String metric : List.of("art", "sla")) {
      call(setting(ALL + "/" + metric, "{\"target\":90,\"source\":\"Ann\"}"));
    }

    String versions = ALL + "/csat/versions?scope=team:Desk";
    String next =
        JsonPath.read(
            call(get(versions + "&limit=3"))
                .andExpect(jsonPath("$.items[*].target").value(contains(85.0, 84.0, 83.0)))
                .andExpect(jsonPath("$.items[0].changedBy").value("Ann"))
                .andReturn()
                .getResponse()
                .getContentAsString(),
            "$.next");
    call(get(versions + "&cursor=" + next))
        .andExpect(jsonPath("$.items[*].revision").value(contains(2, 1)))
        .andExpect(jsonPath("$.next").doesNotExist());
    call(get(ALL + "/csat/versions")).andExpect(jsonPath("$.items").isEmpty());

    String more =
        JsonPath.read(
            call(get(ALL + "?limit=2"))
                .andExpect(jsonPath("$.items[*].metric").value(contains("art", "csat")))
                .andExpect(jsonPath("$.items[1].scope").value("team:Desk"))
                .andReturn()
                .getResponse()
                .getContentAsString(),
            "$.next");
    call(get(ALL + "?limit=2&cursor=" + more))
        .andExpect(jsonPath("$.items[*].metric").value(contains("sla")))
        .andExpect(jsonPath("$.next").doesNotExist());
  }

  @Test
  void ofTwoWhoAreAtItAtOnce_bothAreKept() {
    TargetHistory none = targets.find("csat", "all");
    Target first =
        GivenTargets.requests()
            .read(
                dev.barometer.metrics.Metrics.CSAT,
                "all",
                GivenTargets.target(80, "Ann", null),
                publisher.today(),
                clock.instant(),
                "Ann");

    assertThat(targets.put(none, none.with(first))).isTrue();
    assertThat(targets.put(none, none.with(first))).isFalse();

    TargetHistory both =
        publisher.set(
            dev.barometer.metrics.Metrics.CSAT,
            "all",
            null,
            GivenTargets.target(85, "Bo", null),
            "Bo");
    assertThat(both.versions()).extracting(Target::changedBy).containsExactly("Ann", "Bo");
    assertThat(targets.put(none.with(first), none.with(first))).isFalse();
    assertThat(targets.find("csat", "all")).isEqualTo(both);
  }
}
