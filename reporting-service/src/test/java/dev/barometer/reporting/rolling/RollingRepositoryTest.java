package dev.barometer.reporting.rolling;

import static dev.barometer.reporting.ReceivedFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.reporting.EmbeddedDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollingRepositoryTest {
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");
  private static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void theNewestScoresOfAScopeAreReadBack() {
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
      RollingRepository repository = new RollingRepository(database.operations());
      repository.apply(
          List.of(record(TEAM.toString(), nps(9), 2), record(TEAM.toString(), nps(8), 1)));

      assertThat(repository.apply(List.of(record(TEAM.toString(), nps(7), 1)))).isEqualTo(1);

      assertThat(repository.newest(TEAM)).contains(nps(9));
      assertThat(repository.newest(Scope.ALL)).isEmpty();
    }
  }

  private static ScopeScores nps(long n) {
    return new ScopeScores(
        TEAM.toString(),
        HOUR,
        Map.of(
            "30d",
            List.of(new ScopeScores.Rolling("nps", null, "ok", n, 30.0, 14.0, 44.0, null, null))),
        null);
  }
}
