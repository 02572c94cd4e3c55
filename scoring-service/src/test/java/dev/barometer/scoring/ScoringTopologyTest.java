package dev.barometer.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeScores.Rolling;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tally;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringTopologyTest {
  private static final Measure NPS = new Measure("nps", "0-10");
  private static final String ALL_TODAY = "all|d2026-11-22";

  private final ScoringDriver scoring = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC);

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void talliesAnAnswerInEveryScopeItBelongsTo() {
    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));

    scoring.settle();

    assertThat(scoring.tallies().keySet())
        .containsExactlyInAnyOrder(
            ALL_TODAY,
            "all|h2026-11-22T10",
            "service:Email|d2026-11-22",
            "service:Email|h2026-11-22T10",
            "team:Group 56|d2026-11-22",
            "team:Group 56|h2026-11-22T10",
            "agent:Ada|d2026-11-22",
            "agent:Ada|h2026-11-22T10",
            "channel:Phone|d2026-11-22",
            "channel:Phone|h2026-11-22T10",
            "survey:after-ticket|d2026-11-22",
            "survey:after-ticket|h2026-11-22T10",
            "team:Group 56,agent:Ada|d2026-11-22",
            "team:Group 56,agent:Ada|h2026-11-22T10",
            "service:Email,channel:Phone|d2026-11-22",
            "service:Email,channel:Phone|h2026-11-22T10");
  }

  @Test
  void publishesWhichPairsAreKept_alsoWithFactsOfLongAgo() {
    scoring.send(
        Topics.RESPONSES,
        FactFixtures.responseWithNps("old", 1, 9, FactFixtures.NOW.minus(Duration.ofDays(3_000))));

    scoring.settle();

    assertThat(scoring.scores().get("all").pairs())
        .containsExactly("team+agent", "service+channel");
    assertThat(scoring.scores()).doesNotContainKey("team:Group 56");
  }

  @Test
  void countsNothingTwice_whenAFactIsReadTwice() {
    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));
    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));

    assertThat(npsOfAll().n()).isEqualTo(1);
    assertThat(scoring.count("received", Topics.RESPONSES)).isEqualTo(2);
    assertThat(scoring.count("handled", Topics.RESPONSES)).isEqualTo(1);
    assertThat(scoring.count("duplicate", Topics.RESPONSES)).isEqualTo(1);
  }

  @Test
  void replacesWhatAnEntitySaid_whenItIsRevised_andIgnoresTheOlderOneAfterwards() {
    scoring.send(Topics.RESPONSES, nps("r1", 2, 10));
    scoring.send(Topics.RESPONSES, nps("r1", 1, 0));

    assertThat(npsOfAll().n()).isEqualTo(1);
    assertThat(npsOfAll().sum()).isEqualTo(10);
  }

  @Test
  void takesBackEverything_whenTheAnswerIsWithdrawn() {
    Response answer = nps("r1", 1, 2);
    scoring.send(Topics.RESPONSES, answer);
    scoring.settle();

    scoring.send(Topics.RESPONSES, FactFixtures.withdrawn(answer, 2));
    scoring.settle();

    assertThat(scoring.tallies()).isEmpty();
  }

  @Test
  void takesBackEverything_whenTheAnswerIsErased() {
    scoring.send(Topics.RESPONSES, nps("r1", 1, 2));
    scoring.send(Topics.RESPONSES, "r1", null);
    scoring.send(Topics.RESPONSES, nps("r1", 1, 2));
    scoring.settle();

    assertThat(scoring.tallies()).isEmpty();
  }

  @Test
  void keepsTheGoodOnes_andPutsTheBadOnesAside() {
    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));
    scoring.send(Topics.RESPONSES, "r2", "{\"responseId\":".getBytes(UTF_8));
    scoring.send(Topics.RESPONSES, nps("r3", 1, 11));
    scoring.send(Topics.RESPONSES, nps("r4", 1, 7));

    assertThat(npsOfAll().n()).isEqualTo(2);
    var dead = scoring.deadLetters(Topics.RESPONSES);
    assertThat(dead).extracting(record -> record.key()).containsExactly("r2", "r3");
    assertThat(new String(dead.get(1).headers().lastHeader("barometer_reason").value(), UTF_8))
        .contains("answers[0].value");
    assertThat(scoring.count("received", Topics.RESPONSES)).isEqualTo(4);
    assertThat(scoring.count("handled", Topics.RESPONSES)).isEqualTo(2);
    assertThat(scoring.count("dead-lettered", Topics.RESPONSES)).isEqualTo(2);
  }

  @Test
  void goesOn_whateverStandsOnAFactTopic() {
    byte[] good = dev.barometer.starter.json.FactJson.write(nps("r1", 1, 9));
    String json = new String(good, UTF_8);
    byte[] key = "r1".getBytes(UTF_8);
    Map<String, byte[][]> bad = new LinkedHashMap<>();
    bad.put("no key", new byte[][] {null, good});
    bad.put("nothing at all", new byte[][] {null, null});
    bad.put("a key that is no UTF-8", new byte[][] {{-1}, good});
    bad.put("a tombstone under no UTF-8", new byte[][] {{-1}, null});
    bad.put("a tombstone under an empty key", new byte[][] {{}, null});
    bad.put("an empty value", new byte[][] {key, {}});
    bad.put("no UTF-8", new byte[][] {key, {'"', -1, '"'}});
    bad.put("huge", new byte[][] {key, new byte[5_000_000]});
    for (String value :
        List.of(
            "null",
            "[]",
            "{}",
            "NaN",
            json + json,
            json.replace("\"revision\":1", "\"revision\":1e400"),
            json.replace("\"revision\":1", "\"revision\":1" + "0".repeat(30)),
            json.replace("\"revision\":1", "\"revision\":1,\"revision\":2"),
            json.replaceFirst(
                "\"submittedAt\":\"[^\"]+", "\"submittedAt\":\"+999999999-01-01T00:00:00Z"),
            json.replace("\"scale\":\"0-10\"", "\"scale\":\"5\""),
            "[".repeat(10_000))) {
      bad.put(value, new byte[][] {key, value.getBytes(UTF_8)});
    }

    bad.forEach(
        (name, record) -> {
          scoring.send(Topics.RESPONSES, record[0], record[1]);
          assertThat(scoring.deadLetters(Topics.RESPONSES))
              .as(name)
              .singleElement()
              .satisfies(
                  deadLetter ->
                      assertThat(deadLetter.headers().lastHeader("barometer_reason").value())
                          .isNotEmpty());
        });
    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));

    assertThat(npsOfAll().n()).isEqualTo(1);
    assertThat(scoring.count("received", Topics.RESPONSES)).isEqualTo(bad.size() + 1);
    assertThat(scoring.count("handled", Topics.RESPONSES)).isEqualTo(1);
    assertThat(scoring.count("dead-lettered", Topics.RESPONSES)).isEqualTo(bad.size());
  }

  @Test
  void refusesAFactUnderAnotherKey() {
    scoring.send(
        Topics.RESPONSES, "r9", dev.barometer.starter.json.FactJson.write(nps("r1", 1, 9)));
    scoring.settle();

    assertThat(scoring.tallies()).isEmpty();
    assertThat(scoring.deadLetters(Topics.RESPONSES)).hasSize(1);
  }

  @Test
  void agesEveryWindowToNoData_whenNothingArrives() {
    for (int i = 0; i < 5; i++) {
      scoring.send(Topics.RESPONSES, nps("r" + i, 1, 9));
    }
    scoring.settle();
    assertThat(rolling("24h").orElseThrow().value()).isEqualTo(100.0);

    scoring.pass(Duration.ofHours(23));
    scoring.settle();
    assertThat(rolling("24h").orElseThrow().n()).isEqualTo(5);

    scoring.pass(Duration.ofHours(1));
    scoring.settle();
    assertThat(rolling("24h").orElseThrow().status()).isEqualTo("no-data");
    assertThat(rolling("7d").orElseThrow().n()).isEqualTo(5);

    scoring.pass(Duration.ofDays(89));
    scoring.settle();
    assertThat(rolling("90d")).isEmpty();
    assertThat(scoring.tallies()).containsKey("all|h2026-11-22T10");

    scoring.pass(Duration.ofDays(11));
    scoring.settle();
    assertThat(scoring.tallies()).containsKey(ALL_TODAY).doesNotContainKey("all|h2026-11-22T10");
  }

  @Test
  void publishesEachScopeAndBucketOnce_andNothingWhereNothingChanged() {
    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));
    scoring.settle();
    assertThat(scoring.publishedRecords()).isEqualTo(2 * 8 + 8);

    scoring.send(Topics.RESPONSES, nps("r1", 1, 9));
    scoring.pass(Duration.ofHours(1));
    scoring.settle();
    assertThat(scoring.publishedRecords()).isEqualTo(2 * 8 + 8);
  }

  @Test
  void gathersAFloodOfValues_andTakesThemBackFromWhereTheyWere() {
    try (ScoringDriver bounded = new ScoringDriver(FactFixtures.NOW, ZoneOffset.UTC, 2)) {
      for (int i = 0; i < 5; i++) {
        bounded.send(Topics.RESPONSES, npsOfTeam("r" + i, 1, "Team " + i));
      }
      bounded.settle();
      assertThat(bounded.scores().keySet())
          .filteredOn(scope -> scope.startsWith("team:") && !scope.contains(","))
          .containsExactly("team:Team 0", "team:Team 1", "team:other");
      assertThat(responses(bounded, "team:other")).isEqualTo(3);
      assertThat(responses(bounded, "all")).isEqualTo(5);
      assertThat(bounded.meters.get("barometer.values.gathered").counter().count()).isEqualTo(3);

      bounded.send(Topics.RESPONSES, npsOfTeam("r4", 2, "Team 0"));
      bounded.settle();
      assertThat(responses(bounded, "team:other")).isEqualTo(2);
      assertThat(responses(bounded, "team:Team 0")).isEqualTo(2);
    }
  }

  private static Response npsOfTeam(String id, long revision, String team) {
    return FactFixtures.responseWithNps(id, revision, 9, FactFixtures.NOW, team);
  }

  private static long responses(ScoringDriver scoring, String scope) {
    return scoring
        .tallies()
        .get(scope + "|d2026-11-22")
        .byMeasure()
        .get(Measure.of("responses"))
        .n();
  }

  @Test
  void putsAFactOfLongAgoIntoItsDayOnly() {
    scoring.send(
        Topics.TICKETS,
        FactFixtures.closedTicket(
            "t1", 1, FactFixtures.NOW.minus(Duration.ofDays(3_000)), Duration.ofHours(3)));
    scoring.settle();

    assertThat(scoring.tallies()).containsKey("all|d2018-09-05");
    assertThat(scoring.tallies().keySet()).noneMatch(key -> key.contains("|h"));
    assertThat(scoring.scores()).as("all is published, with what is kept").containsOnlyKeys("all");
    assertThat(scoring.scores().get("all").windows().values()).allMatch(List::isEmpty);
  }

  private static Response nps(String id, long revision, int point) {
    return FactFixtures.responseWithNps(id, revision, point, FactFixtures.NOW);
  }

  private Tally npsOfAll() {
    scoring.settle();
    return scoring.tallies().get(ALL_TODAY).byMeasure().get(NPS);
  }

  private Optional<Rolling> rolling(String window) {
    ScopeScores scores = scoring.scores().get("all");
    return scores.windows().get(window).stream()
        .filter(rolling -> rolling.metric().equals("nps"))
        .findFirst();
  }
}
