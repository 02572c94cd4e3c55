package dev.barometer.scoring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Differences.ScopeDifference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:20:00Z");
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  private final Differences differences = new Differences(KOLKATA);

  @Test
  void sumsUpWhatManyEntitiesSay_onePerScope_theWholeLast() {
    for (int i = 0; i < 100; i++) {
      differences.add(null, said(1, "Email", AT));
    }

    List<ScopeDifference> sums = differences.take();

    assertThat(sums).extracting(ScopeDifference::scope).containsExactly("service:Email", "all");
    Tallies ofAll = sums.get(1).difference().slices().get(Slice.of(AT, KOLKATA));
    assertThat(ofAll.byMeasure().values()).singleElement().extracting(t -> t.n()).isEqualTo(100L);
    assertThat(differences.slices()).isZero();
    assertThat(differences.take()).isEmpty();
  }

  @Test
  void saysNothing_whereAnEntitySaysTheSameOrTakesItBackAtOnce() {
    differences.add(said(1, "Email", AT), said(2, "Email", AT));
    differences.add(null, said(1, "VPN", AT));
    differences.add(said(1, "VPN", AT), said(1, "VPN", AT).erased());

    assertThat(differences.take()).isEmpty();
  }

  @Test
  void movesAnEntityFromOneScopeToAnother_andLeavesTheWholeAlone() {
    differences.add(said(1, "Email", AT), said(2, "VPN", AT));

    assertThat(differences.take())
        .extracting(ScopeDifference::scope)
        .containsExactly("service:Email", "service:VPN");
  }

  @Test
  void splitsAHistoryOfYears_andTravelsWhole() {
    for (int hour = 0; hour < 1_000; hour++) {
      differences.add(null, said(1, "Email", AT.minus(Duration.ofHours(hour))));
    }
    assertThat(differences.slices()).isEqualTo(2_000);

    List<ScopeDifference> sums = differences.take();

    assertThat(sums).extracting(ScopeDifference::scope).startsWith("service:Email").endsWith("all");
    assertThat(sums).hasSize(8);
    assertThat(sums)
        .allSatisfy(sum -> assertThat(sum.difference().slices()).hasSizeBetween(1, 256));
    assertThat(sums)
        .allSatisfy(
            sum ->
                assertThat(Difference.fromBytes(sum.difference().toBytes()))
                    .isEqualTo(sum.difference()));
  }

  @Test
  void refusesBytesItDidNotWrite() {
    differences.add(null, said(1, "Email", AT));
    byte[] bytes = differences.take().get(0).difference().toBytes();

    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> Difference.fromBytes(cut))
        .isInstanceOf(IllegalArgumentException.class);
    bytes[0] = 1;
    assertThatThrownBy(() -> Difference.fromBytes(bytes)).hasMessageContaining("unknown format 1");
  }

  private static EntityState said(long revision, String service, Instant at) {
    return new EntityState(
        revision,
        Map.of(Dimension.SERVICE, service),
        List.of(),
        List.of(Observation.volume("responses", at)));
  }
}
