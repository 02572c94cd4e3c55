package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.e2e.SteadySenders.Taken;
import dev.barometer.starter.json.FactJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What a suite has acknowledged, by calls and by imports, and that it has all of it and nothing
 * else: on its topics, in its scores, as cases and as comments.
 */
final class Ledger {
  private static final int POINTS = 11;

  private final Suite suite;
  private final Instant now;
  private final List<Integer> imported = new ArrayList<>();
  private int imports;

  Ledger(Suite suite, Instant now) {
    this.suite = suite;
    this.now = now;
  }

  /** Begins to import so many answers; returns the address of the job. */
  String beginImport(int rows) {
    StringBuilder csv = new StringBuilder("id,nps,why,team\n");
    for (int row = 0; row < rows; row++) {
      csv.append("%d,%d,Said %d,Team %d\n".formatted(row, row % POINTS, row % POINTS, row % 7));
    }
    Map<String, Object> mapping =
        Map.of(
            "source",
            "outage-" + imports++,
            "surveyId",
            "after-ticket",
            "id",
            "id",
            "submittedAt",
            Map.of("value", now.toString()),
            "answers",
            List.of(
                Map.of(
                    "questionId", "recommend",
                    "metric", "nps",
                    "scale", "0-10",
                    "column", "nps"),
                Map.of("questionId", "why", "column", "why")),
            "context",
            Map.of("team", "team"));
    String query =
        URLEncoder.encode(Suite.JSON.writeValueAsString(mapping), StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        suite.post(
            suite.running().survey(),
            "/api/responses/import?mapping=" + query,
            "text/csv",
            csv.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    IntStream.range(0, rows).forEach(row -> imported.add(row % POINTS));
    return "/api/jobs/" + Suite.JSON.readTree(answer.body()).get("id").asString();
  }

  void awaitImport(String job) {
    Suite.eventually()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(suite.get(suite.running().survey(), job).get("status").asString())
                    .isEqualTo("done"));
  }

  /** What there must be in all. */
  Taken with(Taken sent) {
    return new Taken(
        sent.answers() + imported.size(),
        sent.promoters() + (int) imported.stream().filter(point -> point >= 9).count(),
        sent.detractors() + (int) imported.stream().filter(point -> point <= 6).count(),
        sent.tickets());
  }

  /** Cases are opened one by one, some seventy a second: those of an import take their time. */
  void awaitComplete(Taken all) {
    Suite.eventually()
        .atMost(Duration.ofMinutes(6))
        .untilAsserted(
            () -> {
              assertScored(all);
              assertListed(all);
            });
    assertOnTopics(all);
  }

  private void assertListed(Taken all) {
    assertThat(count(suite.running().complaint(), "/api/complaints?limit=100"))
        .as("cases")
        .isEqualTo(all.detractors());
    assertThat(count(suite.running().reporting(), "/api/comments?limit=100"))
        .as("comments")
        .isEqualTo(all.answers());
  }

  private void assertScored(Taken all) {
    JsonNode nps = score("nps");
    assertThat(nps.get("n").asInt()).isEqualTo(all.answers());
    assertThat(nps.get("counts").get("positive").asInt()).isEqualTo(all.promoters());
    assertThat(nps.get("counts").get("negative").asInt()).isEqualTo(all.detractors());
    assertThat(score("responses").get("value").asInt()).isEqualTo(all.answers());
    assertThat(score("tickets-opened").get("value").asInt()).isEqualTo(all.tickets());
    assertThat(score("art").get("n").asInt()).isEqualTo(all.tickets());
    assertThat(score("complaints").get("value").asInt()).isEqualTo(all.detractors());
  }

  JsonNode score(String metric) {
    return suite.score(
        metric,
        Map.of(
            "from", now.minus(1, ChronoUnit.DAYS).toString(),
            "to", now.plus(1, ChronoUnit.DAYS).toString()));
  }

  /** Counted from the facts, by other means than the suite's. */
  private void assertOnTopics(Taken all) {
    Set<String> tickets = new HashSet<>();
    Set<String> answers = new HashSet<>();
    int[] points = {0, 0};
    new Broker(suite.running().broker())
        .read(Topics.TICKETS, Topics.RESPONSES)
        .forEach(
            record -> {
              if (record.topic().equals(Topics.TICKETS)) {
                tickets.add(FactJson.read(record.value(), Ticket.class).id());
                return;
              }
              Response response = FactJson.read(record.value(), Response.class);
              if (answers.add(response.id())) {
                int point = response.answers().get(0).value();
                points[0] += point >= 9 ? 1 : 0;
                points[1] += point <= 6 ? 1 : 0;
              }
            });
    assertThat(tickets).hasSize(all.tickets());
    assertThat(answers).hasSize(all.answers());
    assertThat(points).containsExactly(all.promoters(), all.detractors());
  }

  private int count(URI service, String firstPage) {
    int count = 0;
    String page = firstPage;
    while (page != null) {
      JsonNode answer = suite.get(service, page);
      count += answer.get("items").size();
      JsonNode next = answer.get("next");
      page =
          next == null || next.isNull()
              ? null
              : firstPage + "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
    }
    return count;
  }
}
