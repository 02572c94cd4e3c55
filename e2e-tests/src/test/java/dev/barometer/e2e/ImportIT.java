package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files of answers become scores; blanks and missing codes count nowhere. */
class ImportIT {
  /**
   * A folder with the airport survey's files of 2014 to 2017, which are not part of the project.
   */
  private static final String AIRPORT = System.getenv("BAROMETER_TEST_DATA");

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
  void keepsTheGoodLinesAndReportsTheBadOnes() {
    String csv =
        """
        *Respnum , LANG,Q7All,NETPRO
        1,1,5,10
        2,1,4,9
        3,3,1,0
        4,1,6,11
        5,1,,
        6,2,9,8
        7,2,Blank,12
        8,4,3,7
        9,1,5,9
        10,1,4,
        """;

    JsonNode job = importFile(csv, mapping(2019, true));

    assertThat(job.get("lines").asInt()).isEqualTo(10);
    assertThat(job.get("accepted").asInt()).isEqualTo(6);
    assertThat(job.get("counted").asInt()).isEqualTo(6);
    assertThat(
            suite.score("csat", Map.of("from", "2019-01-01", "to", "2020-01-01")).get("n").asInt())
        .as("done is counted")
        .isEqualTo(6);
    assertThat(job.get("skipped").asInt()).as("nothing answered").isEqualTo(2);
    assertThat(job.get("rejected").asInt()).isEqualTo(2);
    assertThat(job.get("errors").get(0).get("line").asInt()).isEqualTo(7);
    assertThat(job.get("errors").get(1).get("line").asInt()).isEqualTo(8);
    assertScores(2019, "csat", 6, 100.0 * 4 / 6);
    assertScores(2019, "nps", 5, 100.0 * (3 - 1) / 5);
  }

  @ParameterizedTest
  @CsvSource({
    "2014, 2677, 78.8569",
    "2015, 2810, 80.0",
    "2016, 2919, 80.9866",
    "2017, 2688, 82.0685"
  })
  void scoresTheAirportSurveyAsItsFilesSay(int year, long n, double satisfied) throws IOException {
    assumeThat(AIRPORT)
        .as("BAROMETER_TEST_DATA names no folder with sfo_customer_survey_%d.csv", year)
        .isNotNull();
    String csv = Files.readString(Path.of(AIRPORT, "sfo_customer_survey_" + year + ".csv"));

    for (int time = 0; time < 2; time++) {
      JsonNode job = importFile(csv, mapping(year, year == 2017));
      assertThat(job.get("rejected").asInt()).isZero();
    }

    assertScores(year, "csat", n, satisfied);
    if (year == 2017) {
      assertScores(2017, "nps", 2746, 100.0 * (1436 - 342) / 2746);
    }
  }

  @Test
  void scoresTheTicketsOfAFile() {
    String csv =
        """
        Number;State;Opened;Solved;Group
        IMP-1;DONE;3/5/2018 09:00;3/5/2018 11:00;Import desk
        IMP-2;New;3/5/2018 09:00;;Import desk
        IMP-3;New;31/4/2018 09:00;;Import desk
        """;
    Map<String, Object> mapping =
        Map.of(
            "source",
            "desk-2018",
            "id",
            "Number",
            "status",
            Map.of("column", "State", "values", Map.of("New", "open", "Done", "resolved")),
            "openedAt",
            Map.of("column", "Opened", "format", "d/M/yyyy HH:mm"),
            "resolvedAt",
            Map.of("column", "Solved", "format", "d/M/yyyy HH:mm"),
            "context",
            Map.of("team", "Group"));

    JsonNode job = importFile("/api/tickets/import", csv, mapping);

    assertThat(job.get("accepted").asInt()).isEqualTo(2);
    assertThat(job.get("errors").get(0).get("line").asInt()).isEqualTo(4);
    Map<String, String> period =
        Map.of("from", "2018-01-01", "to", "2019-01-01", "scope", "team:Import desk");
    Suite.eventually()
        .untilAsserted(() -> assertThat(suite.score("art", period).get("n").asLong()).isOne());
    assertThat(suite.score("art", period).get("value").asDouble()).isEqualTo(7_200);
  }

  private static void assertScores(int year, String metric, long n, double value) {
    Map<String, String> period = Map.of("from", year + "-01-01", "to", (year + 1) + "-01-01");
    Suite.eventually()
        .untilAsserted(
            () -> assertThat(suite.score(metric, period).get("n").asLong()).isEqualTo(n));
    JsonNode score = suite.score(metric, period);
    assertThat(score.get("value").asDouble()).isCloseTo(value, within(1e-4));
    assertThat(score.get("interval").get("low").asDouble()).isLessThan(value);
    assertThat(score.get("interval").get("high").asDouble()).isGreaterThan(value);
  }

  private static JsonNode importFile(String csv, Map<String, Object> mapping) {
    return importFile("/api/responses/import", csv, mapping);
  }

  private static JsonNode importFile(String path, String csv, Map<String, Object> mapping) {
    String query =
        URLEncoder.encode(Suite.JSON.writeValueAsString(mapping), StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        suite.post(suite.running().survey(), path + "?mapping=" + query, "text/csv", csv);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String job = "/api/jobs/" + Suite.JSON.readTree(answer.body()).get("id").asString();
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(suite.get(suite.running().survey(), job).get("status").asString())
                    .isEqualTo("done"));
    return suite.get(suite.running().survey(), job);
  }

  private static Map<String, Object> mapping(int year, boolean asksToRecommend) {
    List<Map<String, Object>> answers = new ArrayList<>();
    answers.add(
        Map.of(
            "questionId", "overall",
            "metric", "csat",
            "scale", "5",
            "column", "Q7ALL",
            "missing", List.of("0", "6", "Blank")));
    if (asksToRecommend) {
      answers.add(
          Map.of(
              "questionId", "recommend",
              "metric", "nps",
              "scale", "0-10",
              "column", "NETPRO",
              "missing", List.of("11")));
    }
    return Map.of(
        "source",
        "airport-" + year,
        "surveyId",
        "airport",
        "surveyVersion",
        1,
        "id",
        "RESPNUM",
        "submittedAt",
        Map.of("value", year + "-05-15T12:00:00Z"),
        "locale",
        Map.of("column", "LANG", "values", Map.of("1", "en", "2", "es", "3", "zh", "4", "ja")),
        "answers",
        answers);
  }
}
