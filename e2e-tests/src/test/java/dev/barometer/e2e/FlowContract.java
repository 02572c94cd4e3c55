package dev.barometer.e2e;

import static dev.barometer.e2e.FlowFixtures.response;
import static dev.barometer.e2e.FlowFixtures.ticket;
import static dev.barometer.e2e.FlowFixtures.ticketData;
import static dev.barometer.e2e.FlowFixtures.ticketType;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole path, wherever the suite runs: events and answers in, scores, cases and the dashboard
 * out, also after a restart. One suite serves all the tests of a class, in their order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FlowContract {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Instant OPENED = NOW.minusSeconds(3_600);
  private static final Instant RESOLVED = NOW.minusSeconds(600);
  private static final String TEAM = "Group 56";
  private static final Map<String, String> SINCE_YESTERDAY =
      Map.of(
          "from", NOW.minus(1, ChronoUnit.DAYS).toString(),
          "to", NOW.plus(2, ChronoUnit.HOURS).toString());

  private Suite suite;

  /** Starts the suite; what it keeps on this machine goes into the folder. */
  abstract Stack start(Path folder);

  @BeforeAll
  void startSuite(@TempDir Path folder) {
    suite = new Suite(start(folder));
  }

  @AfterAll
  void stopSuite() {
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  @Order(1)
  void turnsTicketEventsIntoScores() {
    suite.postTickets(
        List.of(
            ticket("T1", 1, OPENED, null, TEAM),
            ticket("T1", 2, OPENED, RESOLVED, TEAM),
            ticket("T2", 1, OPENED, null, "Group 70")));
    suite.postTickets(List.of(ticket("T1", 2, OPENED, RESOLVED, TEAM)));

    Suite.eventually().untilAsserted(() -> assertThat(valueOf("tickets-closed")).isEqualTo(1));
    assertThat(valueOf("tickets-opened")).isEqualTo(2);
    assertThat(valueOf("art")).isEqualTo(3_000);
    assertThat(valueOf("sla")).isEqualTo(100);
    Map<String, String> byTeam = new LinkedHashMap<>(SINCE_YESTERDAY);
    byTeam.put("by", "team");
    JsonNode teams =
        suite.get(
            suite.running().reporting(),
            "/api/scores/tickets-closed/breakdown" + Suite.query(byTeam));
    assertThat(teams.get("items")).hasSize(1);
    assertThat(teams.get("items").get(0).get("value").asString()).isEqualTo(TEAM);
  }

  @Test
  @Order(2)
  void turnsAnswersIntoScoresAndDetractorsIntoCases() {
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> answer = answer("R" + i, i);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    // 0 to 9: one promoter, two passives, seven detractors.
    awaitAnswers(10);
    JsonNode nps = scoreOf("nps");
    assertThat(nps.get("value").asDouble()).isEqualTo(-60.0);
    assertThat(nps.get("interval").get("low").asDouble()).isLessThan(-60.0);
    assertThat(nps.get("counts").get("negative").asInt()).isEqualTo(7);
    Suite.eventually().untilAsserted(() -> assertThat(cases()).hasSize(7));
    JsonNode rolling =
        suite.get(suite.running().scoring(), "/api/rolling/nps?scope=team:Group%2056&window=30d");
    assertThat(rolling.get("value").asDouble()).isEqualTo(-60.0);
  }

  /**
   * What was accepted before asOf is in every answer; at rest all of them say that they have it.
   */
  @Test
  @Order(2)
  void saysHowOldEachAnswerIs() {
    Instant accepted = Instant.now();
    URI reporting = suite.running().reporting();
    for (String path :
        List.of("/api/scores/nps", "/api/scores/nps/series", "/api/scores/nps/breakdown?by=team")) {
      awaitComplete(reporting, path, accepted);
    }
    awaitComplete(suite.running().scoring(), "/api/rolling/nps", accepted);
  }

  private void awaitComplete(URI service, String path, Instant accepted) {
    Suite.eventually()
        .untilAsserted(
            () -> {
              JsonNode answer = suite.get(service, path);
              assertThat(answer.get("complete").asBoolean()).as(path).isTrue();
              assertThat(Instant.parse(answer.get("asOf").asString())).isAfter(accepted);
            });
  }

  @Test
  @Order(3)
  void countsNoAnswerTwice_whenItIsRepeated() {
    assertThat(answer("R1", 1).statusCode()).isEqualTo(200);
    assertThat(answer("R1", 10).statusCode()).as("the same revision, other words").isEqualTo(409);
    assertThat(answer("R10", 9).statusCode()).isEqualTo(201);

    // On the way of R1 nothing is late: R10 was sent after it.
    awaitAnswers(11);
    assertThat(cases()).hasSize(7);
  }

  @Test
  @Order(4)
  void takesAnAnswerBack_whenItIsWithdrawn() {
    assertThat(suite.delete(suite.running().survey(), "/api/responses/R10").statusCode())
        .isEqualTo(202);

    awaitAnswers(10);
    assertThat(scoreOf("nps").get("value").asDouble()).isCloseTo(-60.0, within(1e-9));
  }

  @Test
  @Order(5)
  void takesTicketsAndAnswersFromKafka_andPutsBadOnesAside() {
    var broker = new Broker(suite.running().broker());
    byte[] closed = json(ticketData("T3", 1, OPENED, RESOLVED, TEAM));
    byte[] promoter = json(response("K1", 10, NOW, TEAM));

    broker.write(
        List.of(
            Broker.event(Topics.INBOUND_TICKETS, "T3", "T3-1", ticketType(RESOLVED), closed),
            Broker.event(
                Topics.INBOUND_TICKETS, "T4", "T4-1", ticketType(null), "{\"tick".getBytes(UTF_8)),
            Broker.event(Topics.INBOUND_TICKETS, "T3", "T3-1", ticketType(RESOLVED), closed),
            Broker.event(
                Topics.INBOUND_RESPONSES, "K1", "K1-1", EventTypes.RESPONSE_SUBMITTED, promoter),
            Broker.event(
                Topics.INBOUND_RESPONSES,
                "K2",
                "K2-1",
                EventTypes.RESPONSE_SUBMITTED,
                json(response("K2", 11, NOW, TEAM)))));

    awaitAnswers(11);
    Suite.eventually().untilAsserted(() -> assertThat(valueOf("tickets-closed")).isEqualTo(2));
    Suite.eventually()
        .untilAsserted(
            () -> {
              assertDeadLettered(broker, Topics.INBOUND_TICKETS, "T4", "unreadable");
              assertDeadLettered(broker, Topics.INBOUND_RESPONSES, "K2", "broken-contract");
            });
  }

  private static void assertDeadLettered(Broker broker, String topic, String key, String kind) {
    var deadLetters = broker.read(topic + ".survey-service.dlq");
    assertThat(deadLetters).hasSize(1);
    assertThat(deadLetters.get(0).key()).isEqualTo(key);
    assertThat(deadLetters.get(0).headers().lastHeader("barometer_kind").value())
        .asString()
        .isEqualTo(kind);
    assertThat(deadLetters.get(0).headers().lastHeader("barometer_reason").value()).isNotEmpty();
  }

  @Test
  @Order(6)
  void answersOnlyThoseWhoMay() {
    for (URI service :
        List.of(
            suite.running().reporting(),
            suite.running().survey(),
            suite.running().scoring(),
            suite.running().complaint())) {
      assertThat(suite.statusWithoutCredential(service, "actuator/health/readiness"))
          .isEqualTo(200);
      assertThat(suite.statusWithoutCredential(service, "v3/api-docs")).isEqualTo(401);
      assertThat(suite.statusWithoutCredential(service, "/api/nothing")).isEqualTo(401);
    }
    assertThat(suite.statusWithoutCredential(suite.running().reporting(), "/dashboard"))
        .isEqualTo(302);
  }

  @Test
  @Order(7)
  void showsTheDashboardAfterLogin() {
    URI reporting = suite.running().reporting();
    var visitor = new Browser();

    visitor.signIn(reporting, "administrator", suite.running().token());

    assertThat(visitor.get(reporting, "/dashboard").body()).contains(TEAM, "Said 9");
  }

  @Test
  @Order(8)
  void goesOnWhereItWas_whenItIsStartedAgain() {
    suite.restart();

    assertThat(scoreOf("nps").get("n").asInt()).isEqualTo(11);
    assertThat(answer("R11", 10).statusCode()).isEqualTo(201);
    awaitAnswers(12);
    assertThat(valueOf("tickets-closed")).isEqualTo(2);
    assertThat(cases()).hasSize(7);
  }

  private HttpResponse<String> answer(String id, int point) {
    return suite.post(
        suite.running().survey(),
        "/api/responses",
        "application/json",
        response(id, point, NOW, TEAM));
  }

  private void awaitAnswers(int n) {
    Suite.eventually()
        .untilAsserted(() -> assertThat(scoreOf("nps").get("n").asInt()).isEqualTo(n));
  }

  private JsonNode scoreOf(String metric) {
    return suite.score(metric, SINCE_YESTERDAY);
  }

  private double valueOf(String metric) {
    return scoreOf(metric).get("value").asDouble();
  }

  private JsonNode cases() {
    return suite.get(suite.running().complaint(), "/api/complaints").get("items");
  }

  private static byte[] json(Object value) {
    return Suite.JSON.writeValueAsBytes(value);
  }
}
