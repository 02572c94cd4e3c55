package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.starter.json.FactJson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every metric there is, from what feeds it to each place of the API that shows it. A metric that
 * is added and fed by nothing fails here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryMetricIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Instant OPENED = NOW.minusSeconds(3_600);
  private static final String CAMPAIGN = "autumn";

  /** All eight dimensions of a context. */
  private static final Map<String, String> PLACES =
      Map.of(
          "service", "Email",
          "team", "Group 56",
          "agent", "Resolver 149",
          "channel", "Phone",
          "priority", "3 - Moderate",
          "category", "Category 55",
          "organization", "Sales, EMEA",
          "location", "首尔");

  private static final Context CONTEXT =
      new Context(
          PLACES.get("service"),
          PLACES.get("team"),
          PLACES.get("agent"),
          PLACES.get("channel"),
          PLACES.get("priority"),
          PLACES.get("category"),
          PLACES.get("organization"),
          PLACES.get("location"));

  private static final Map<String, String> PERIOD =
      Map.of(
          "from", NOW.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS).toString(),
          "to", NOW.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS).toString());

  /** The value of each metric after {@link #feed}. */
  private static final Map<String, Double> EXPECTED =
      Map.ofEntries(
          Map.entry("nps", 40.0),
          Map.entry("csat", 100.0),
          Map.entry("ces", 6.0),
          Map.entry("happiness", 100.0),
          Map.entry("rater-reliability", 7.0),
          Map.entry("rater-assurance", 6.0),
          Map.entry("rater-tangibles", 5.0),
          Map.entry("rater-empathy", 4.0),
          Map.entry("rater-responsiveness", 3.0),
          Map.entry("lost-time", 600.0),
          Map.entry("responses", 5.0),
          Map.entry("sentiment", 1.0),
          Map.entry("mentions", 5.0),
          Map.entry("response-rate", 50.0),
          Map.entry("response-rate-delivered", 50.0),
          Map.entry("tickets-opened", 1.0),
          Map.entry("tickets-closed", 1.0),
          Map.entry("art", 3_000.0),
          Map.entry("first-response-time", 600.0),
          Map.entry("waiting-time", 95.0),
          Map.entry("sla", 100.0),
          Map.entry("reopen-rate", 100.0),
          Map.entry("first-contact-resolution", 0.0),
          Map.entry("complaints", 2.0),
          Map.entry("complaint-repeat-rate", 50.0),
          Map.entry("complaint-handling-time", 1_800.0),
          Map.entry("complaint-sla", 0.0),
          Map.entry("escalation-rate", 100.0));

  private Suite suite;

  @BeforeAll
  void feed(@TempDir Path folder) {
    suite = new Suite(InProcessStack.embedded(folder));
    suite.postTickets(List.of(ticket()));
    int[] recommended = {9, 9, 10, 7, 2};
    for (int i = 0; i < recommended.length; i++) {
      HttpResponse<String> answer =
          suite.post(
              suite.running().survey(),
              "/api/responses",
              "application/json",
              response("R" + i, recommended[i]));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    // What no door of the suite takes in yet is written as its service will write it.
    List<ProducerRecord<String, byte[]>> facts = new ArrayList<>();
    facts.add(fact(Topics.INVITATIONS, EventTypes.INVITATION_ISSUED, invitation("I1", null)));
    facts.add(fact(Topics.INVITATIONS, EventTypes.INVITATION_ANSWERED, invitation("I2", NOW)));
    for (int i = 0; i < 5; i++) {
      facts.add(fact(Topics.MENTIONS, EventTypes.MENTION_RECORDED, mention("M" + i)));
    }
    facts.add(fact(Topics.COMPLAINTS, EventTypes.COMPLAINT_CLOSED, closedComplaint()));
    new Broker(suite.running().bootstrapServers()).write(facts);
    Suite.eventually()
        .untilAsserted(
            () -> EXPECTED.forEach((metric, value) -> assertValue(score(metric, "all"), value)));
  }

  @AfterAll
  void stop() {
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  void everyMetricIsFed() {
    assertThat(EXPECTED.keySet())
        .containsExactlyInAnyOrderElementsOf(Metrics.all().stream().map(Metric::id).toList());
  }

  @Test
  void everyMetricReachesSeriesBreakdownAndRollingScores() {
    EXPECTED.forEach(
        (metric, value) -> {
          JsonNode points =
              reporting("/api/scores/" + metric + "/series", Map.of("interval", "day"));
          assertThat(points.get("points")).as(metric).hasSize(2);
          long counted = 0;
          for (JsonNode point : points.get("points")) {
            counted += point.get("n").asLong();
          }
          assertThat(counted).as(metric).isEqualTo(score(metric, "all").get("n").asLong());
          JsonNode items =
              reporting("/api/scores/" + metric + "/breakdown", Map.of("by", "team")).get("items");
          assertThat(items).as(metric).hasSize(1);
          assertThat(items.get(0).get("value").asString()).isEqualTo(PLACES.get("team"));
          assertValue(items.get(0).get("score"), value);
          Suite.eventually()
              .untilAsserted(
                  () ->
                      assertValue(
                          suite.get(
                              suite.running().scoring(),
                              "/api/rolling/" + metric + "?window=7d&scope=all"),
                          value));
        });
  }

  @Test
  void everyDimensionIsScored() {
    PLACES.forEach(
        (dimension, place) ->
            EXPECTED.forEach(
                (metric, value) -> {
                  String scope = Scope.of(Dimension.of(dimension).orElseThrow(), place).toString();
                  assertValue(score(metric, scope), value);
                }));
    for (String scope : List.of("survey:after-ticket", "campaign:" + CAMPAIGN)) {
      assertValue(score("nps", scope), 40.0);
      assertValue(score("response-rate", scope), 50.0);
    }
  }

  @Test
  void theUsualPairsAreScored() {
    for (String pair :
        List.of(
            "team:Group 56,agent:Resolver 149",
            "service:Email,channel:Phone",
            "service:Email,team:Group 56")) {
      EXPECTED.forEach((metric, value) -> assertValue(score(metric, pair), value));
    }
  }

  private static void assertValue(JsonNode score, double value) {
    assertThat(score.get("status").asString()).as(score.toString()).isEqualTo("ok");
    assertThat(score.get("value").asDouble()).as(score.toString()).isCloseTo(value, within(1e-9));
  }

  private JsonNode score(String metric, String scope) {
    return reporting("/api/scores/" + metric, Map.of("scope", scope));
  }

  private JsonNode reporting(String path, Map<String, String> more) {
    Map<String, String> query = new LinkedHashMap<>(PERIOD);
    query.putAll(more);
    return suite.get(suite.running().reporting(), path + Suite.query(query));
  }

  private static ProducerRecord<String, byte[]> fact(String topic, String type, Fact fact) {
    return Broker.event(topic, fact.id(), fact.id(), type, FactJson.write(fact));
  }

  private static Map<String, Object> ticket() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("ticketId", "T1");
    data.put("revision", 3);
    data.put("status", "closed");
    data.put("openedAt", OPENED.toString());
    data.put("firstRespondedAt", OPENED.plusSeconds(600).toString());
    data.put("resolvedAt", OPENED.plusSeconds(3_000).toString());
    data.put("closedAt", OPENED.plusSeconds(3_300).toString());
    data.put("slaMet", true);
    data.put("reopenCount", 1);
    data.put("firstContactResolved", false);
    data.put("waitedSeconds", 95);
    data.put("context", PLACES);
    return Map.of(
        "specversion",
        "1.0",
        "id",
        "T1-3",
        "source",
        "/itsm/test",
        "type",
        EventTypes.TICKET_CLOSED,
        "time",
        NOW.toString(),
        "data",
        data);
  }

  private static Map<String, Object> response(String id, int recommended) {
    return Map.of(
        "responseId", id,
        "submittedAt", NOW.toString(),
        "campaignId", CAMPAIGN,
        "answers",
            List.of(
                answer("nps", "0-10", recommended),
                answer("csat", "5", 5),
                answer("ces", "ease-7", 6),
                answer("happiness", "0-10", 10),
                answer("rater-reliability", "agree-7", 7),
                answer("rater-assurance", "agree-7", 6),
                answer("rater-tangibles", "agree-7", 5),
                answer("rater-empathy", "agree-7", 4),
                answer("rater-responsiveness", "agree-7", 3),
                Map.of("questionId", "lost", "metric", "lost-time", "value", 600)),
        "context", PLACES);
  }

  private static Map<String, Object> answer(String metric, String scale, int value) {
    return Map.of("questionId", metric, "metric", metric, "scale", scale, "value", value);
  }

  private static Invitation invitation(String id, Instant answeredAt) {
    return new Invitation(
        id,
        1,
        answeredAt == null ? "issued" : "answered",
        "after-ticket",
        1,
        CAMPAIGN,
        "T1",
        OPENED,
        null,
        answeredAt,
        null,
        null,
        CONTEXT,
        OPENED.plusSeconds(2),
        null,
        null,
        null);
  }

  private static Mention mention(String id) {
    return new Mention(
        id, 1, "mention", NOW, "forum", "en", null, "They helped at once", 1, CONTEXT);
  }

  private static Complaint closedComplaint() {
    return new Complaint(
        "C1",
        5,
        "complaint",
        Complaint.CLOSED,
        "severe",
        "by-hand",
        OPENED,
        OPENED.plusSeconds(1_800),
        null,
        null,
        List.of(),
        CONTEXT,
        false,
        true,
        new Complaint.Handling("team-lead", null, null, true, null, null, "a list", 9, null));
  }
}
