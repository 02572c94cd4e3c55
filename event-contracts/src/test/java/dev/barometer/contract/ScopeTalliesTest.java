package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScopeTalliesTest {
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");
  private static final Bucket HOUR = Bucket.parse("h2026-11-22T10");
  private static final Instant TIME = Instant.parse("2026-11-22T10:30:00Z");

  @Test
  void carriesTalliesThereAndBack() {
    Tallies tallies =
        new Tallies()
            .add(Observation.choice("nps", "0-10", 9, PointClass.POSITIVE, TIME))
            .add(Observation.choice("nps", "0-10", 2, PointClass.NEGATIVE, TIME))
            .add(Observation.duration("art", Duration.ofMillis(91_080_123), TIME))
            .add(Observation.yesNo("sla", false, TIME))
            .add(Observation.volume("tickets-closed", TIME));

    ScopeTallies record = ScopeTallies.of(TEAM, HOUR, tallies);

    assertThat(record.toTallies()).isEqualTo(tallies);
    assertThat(ContractJson.read(ContractJson.write(record), ScopeTallies.class)).isEqualTo(record);
  }

  @Test
  void carriesADifferenceWithoutCounts() {
    Tallies difference =
        new Tallies().put(Measure.of("art"), new Tally().add(3, 7, 1).add(3, 2, -1));

    assertThat(ScopeTallies.of(TEAM, HOUR, difference).toTallies()).isEqualTo(difference);
  }

  @Test
  void leavesTheScaleOutWhereThereIsNone() {
    Tallies tallies = new Tallies().add(Observation.yesNo("sla", true, TIME));

    assertThat(ContractJson.write(ScopeTallies.of(TEAM, HOUR, tallies)))
        .isEqualTo(
            ContractJson.MAPPER.readTree(
                """
                {"scope":"team:Group 56","bucket":"h2026-11-22T10",
                 "tallies":[{"metric":"sla","counts":{"1":1},"sum":1}]}"""));
  }

  @Test
  void isKeyedByScopeAndBucket() {
    assertThat(ScopeTallies.key("team:Group 56", "d2026-11-22"))
        .isEqualTo("team:Group 56|d2026-11-22");
  }
}
