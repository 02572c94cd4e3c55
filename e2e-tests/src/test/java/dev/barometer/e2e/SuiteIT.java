package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole path: events in, scores, cases and the dashboard out, also after a restart. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Map<String, String> SINCE_YESTERDAY =
      Map.of(
          "from", NOW.minus(1, ChronoUnit.DAYS).toString(),
          "to", NOW.plus(2, ChronoUnit.HOURS).toString());

  @TempDir private static Path data;
  private static Suite suite;

  @BeforeAll
  static void start() {
    suite = new Suite(data);
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  @Test
  @Order(1)
  void turnsTicketEventsIntoScores() {
    suite.postTickets(
        List.of(
            ticket("T1", 1, "open", null, "Group 56"),
            ticket("T1", 2, "closed", NOW.minusSeconds(600), "Group 56"),
            ticket("T2", 1, "open", null, "Group 70")));
    suite.postTickets(List.of(ticket("T1", 2, "closed", NOW.minusSeconds(600), "Group 56")));

    Suite.eventually()
        .untilAsserted(
            () -> assertThat(scoreOf("tickets-closed").get("value").asInt()).isEqualTo(1));
    assertThat(scoreOf("tickets-opened").get("value").asInt()).isEqualTo(2);
    assertThat(scoreOf("art").get("value").asDouble()).isEqualTo(3_000.0);
    assertThat(scoreOf("sla").get("value").asDouble()).isEqualTo(100.0);
    JsonNode teams =
        suite.get(
            suite.running().reporting(),
            "/api/scores/tickets-closed/breakdown"
                + Suite.query(withAlso(SINCE_YESTERDAY, "by", "team")));
    assertThat(teams.get("items")).hasSize(1);
    assertThat(teams.get("items").get(0).get("value").asString()).isEqualTo("Group 56");
  }

  @Test
  @Order(2)
  void turnsAnswersIntoScoresAndADetractorIntoACase() {
    URI survey = suite.running().survey();
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> answer =
          suite.post(survey, "/api/responses", "application/json", response("R" + i, i));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    HttpResponse<String> other =
        suite.post(survey, "/api/responses", "application/json", response("R0", 10));
    assertThat(other.statusCode()).as(other.body()).isEqualTo(409);

    // 0 to 9: one promoter, two passives, seven detractors.
    Suite.eventually()
        .untilAsserted(() -> assertThat(scoreOf("nps").get("n").asInt()).isEqualTo(10));
    JsonNode nps = scoreOf("nps");
    assertThat(nps.get("value").asDouble()).isEqualTo(-60.0);
    assertThat(nps.get("interval").get("low").asDouble()).isLessThan(-60.0);
    assertThat(nps.get("counts").get("negative").asInt()).isEqualTo(7);
    Suite.eventually().untilAsserted(() -> assertThat(cases().get("items")).hasSize(7));
    JsonNode rolling =
        suite.get(suite.running().scoring(), "/api/rolling/nps?scope=team:Group%2056&window=30d");
    assertThat(rolling.get("value").asDouble()).isEqualTo(-60.0);
  }

  @Test
  @Order(3)
  void takesAnAnswerBack_whenItIsWithdrawn() {
    assertThat(suite.delete(suite.running().survey(), "/api/responses/R9").statusCode())
        .isBetween(200, 204);

    Suite.eventually()
        .untilAsserted(() -> assertThat(scoreOf("nps").get("n").asInt()).isEqualTo(9));
    assertThat(scoreOf("nps").get("value").asDouble()).isCloseTo(-700.0 / 9, within(1e-9));
  }

  @Test
  @Order(4)
  void showsTheDashboardOnlyToThoseWhoMay() {
    for (URI service :
        List.of(
            suite.running().reporting(),
            suite.running().survey(),
            suite.running().scoring(),
            suite.running().complaint())) {
      assertThat(suite.statusWithoutCredential(service, "/actuator/health/readiness"))
          .isEqualTo(200);
      assertThat(suite.statusWithoutCredential(service, "/actuator/prometheus")).isEqualTo(401);
      assertThat(suite.statusWithoutCredential(service, "/api/nothing")).isEqualTo(401);
    }
    assertThat(suite.statusWithoutCredential(suite.running().reporting(), "/dashboard"))
        .isEqualTo(302);
  }

  @Test
  @Order(5)
  void goesOnWhereItWas_whenItIsStartedAgain() {
    suite.restart();

    assertThat(scoreOf("nps").get("n").asInt()).isEqualTo(9);
    suite.post(suite.running().survey(), "/api/responses", "application/json", response("R10", 10));
    Suite.eventually()
        .untilAsserted(() -> assertThat(scoreOf("nps").get("n").asInt()).isEqualTo(10));
    assertThat(scoreOf("tickets-closed").get("value").asInt()).isEqualTo(1);
    assertThat(cases().get("items")).hasSize(7);
  }

  private static JsonNode scoreOf(String metric) {
    return suite.score(metric, SINCE_YESTERDAY);
  }

  private static JsonNode cases() {
    return suite.get(suite.running().complaint(), "/api/complaints");
  }

  private static Map<String, String> withAlso(Map<String, String> query, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(key, value);
    return more;
  }

  private static Map<String, Object> ticket(
      String id, int revision, String status, Instant resolvedAt, String team) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("ticketId", id);
    data.put("revision", revision);
    data.put("status", status);
    data.put("openedAt", NOW.minusSeconds(3_600).toString());
    data.put("resolvedAt", resolvedAt == null ? null : resolvedAt.toString());
    data.put("closedAt", resolvedAt == null ? null : resolvedAt.toString());
    data.put("slaMet", resolvedAt == null ? null : true);
    data.put("requester", Map.of("id", "u-17"));
    data.put("context", Map.of("team", team, "channel", "Phone"));
    return Map.of(
        "specversion",
        "1.0",
        "id",
        id + "-" + revision,
        "source",
        "/itsm/test",
        "type",
        "dev.barometer.ticket." + (status.equals("open") ? "opened" : "closed"),
        "time",
        NOW.toString(),
        "subject",
        id,
        "datacontenttype",
        "application/json",
        "data",
        data);
  }

  private static Map<String, Object> response(String id, int point) {
    return Map.of(
        "responseId",
        id,
        "surveyId",
        "after-ticket",
        "surveyVersion",
        1,
        "submittedAt",
        NOW.toString(),
        "channel",
        "web",
        "locale",
        "en",
        "respondent",
        Map.of("id", "u-" + id),
        "answers",
        List.of(
            Map.of("questionId", "recommend", "metric", "nps", "scale", "0-10", "value", point),
            Map.of("questionId", "why", "text", "Said " + point)),
        "context",
        Map.of("team", "Group 56"));
  }
}
