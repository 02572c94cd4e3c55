package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every tally and every rolling score equals an independent batch computation over the log. */
class ScoringEqualsBatchTest {
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));

  /** {@code -Dbarometer.runs=1000} makes more of them. */
  @Test
  void talliesAndScoresEqualTheBatch_underRepeatDisorderRevisionWithdrawalAndTime() {
    RandomRuns.check("barometer.runs", 25, ScoringEqualsBatchTest::check);
  }

  private static void check(Random random) {
    ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
    List<Fact> log = FactFixtures.disordered(FactFixtures.randomHistory(random), random);
    BatchScores batch = new BatchScores(log, zone);
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

      assertThat(scoring.tallies()).isEqualTo(batch.tallies(clock));
      assertThat(BatchScores.withData(scoring.scores())).isEqualTo(batch.rolling(clock));
    }
  }
}
