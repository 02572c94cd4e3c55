package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Fact;
import dev.barometer.contract.Response;
import dev.barometer.contract.ScopeScores;
import dev.barometer.contract.ScopeScores.Rolling;
import dev.barometer.contract.Topics;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every score equals an independent batch computation over the consumed log. */
class ScoringEqualsBatchTest {
  private static final Map<String, Integer> WINDOWS =
      Map.of("24h", 24, "7d", 168, "30d", 720, "90d", 2160);

  @Property(tries = 60)
  void talliesAndWindowsEqualTheBatch_underRepeatDisorderRevisionWithdrawalAndTime(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int place) {
    ZoneId zone = ZoneId.of(List.of("UTC", "Asia/Kolkata", "America/New_York").get(place));
    Random random = new Random(seed);
    List<Fact> log = disordered(FactFixtures.randomHistory(random), random);
    Instant clock = FactFixtures.NOW;
    try (ScoringDriver scoring = new ScoringDriver(clock, zone)) {
      for (Fact fact : log) {
        scoring.send(fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS, fact);
        if (random.nextInt(8) == 0) {
          Duration time = Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 90 : 30_000));
          scoring.pass(time);
          clock = clock.plus(time);
        }
      }
      scoring.settle();
      clock = clock.plusMillis(300);

      BatchScores batch = new BatchScores(log, zone);
      assertThat(scoring.tallies()).isEqualTo(batch.tallies(clock));
      assertWindows(scoring.scores(), batch, clock);
    }
  }

  private static void assertWindows(
      Map<String, ScopeScores> told, BatchScores batch, Instant clock) {
    for (Map.Entry<String, Integer> window : WINDOWS.entrySet()) {
      Map<String, List<Rolling>> expected = new TreeMap<>();
      batch
          .window(window.getValue(), clock)
          .forEach((scope, tallies) -> expected.put(scope, rollings(tallies)));
      Map<String, List<Rolling>> actual = new TreeMap<>();
      told.forEach(
          (scope, scores) -> {
            List<Rolling> withData =
                scores.windows().get(window.getKey()).stream().filter(r -> r.n() > 0).toList();
            if (!withData.isEmpty()) {
              actual.put(scope, withData);
            }
          });
      assertThat(actual).as(window.getKey()).isEqualTo(expected);
    }
  }

  private static List<Rolling> rollings(Tallies tallies) {
    return Metrics.all().stream()
        .map(metric -> Scores.of(metric, tallies, 5))
        .filter(score -> score.n() > 0)
        .map(ScoringEqualsBatchTest::rolling)
        .toList();
  }

  private static Rolling rolling(Score score) {
    var interval = score.interval();
    return new Rolling(
        score.metric(),
        score.scale(),
        score.status().label(),
        score.n(),
        score.value(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        score.p50(),
        score.p90());
  }

  private static List<Fact> disordered(List<Fact> history, Random random) {
    List<Fact> log = new ArrayList<>(history);
    for (Fact fact : history) {
      if (random.nextInt(3) == 0) {
        log.add(fact);
      }
    }
    Collections.shuffle(log, random);
    return log;
  }
}
