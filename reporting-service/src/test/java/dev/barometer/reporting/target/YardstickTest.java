package dev.barometer.reporting.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a score is measured by, and what comes of it. */
class YardstickTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static Target set(Metric metric, String scope, double target) {
    return new Target(
        metric.id(),
        scope,
        1,
        null,
        target,
        null,
        null,
        "Contract",
        DAY,
        false,
        Instant.EPOCH,
        "Ann");
  }

  private static ScoreView score(
      Metric metric, @Nullable Double value, @Nullable Interval interval, @Nullable String scale) {
    return new ScoreView(
        metric.id(),
        null,
        "all",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(3_600),
        value,
        10,
        interval,
        null,
        scale,
        null,
        null,
        null,
        "ok",
        null,
        null);
  }

  private static Interval interval(double low, double high) {
    return new Interval(0.95, low, high, "wilson");
  }

  @Test
  void theNearestScopeCounts_whateverIsSetElsewhere() {
    for (Metric metric : Metrics.all()) {
      for (int sets = 0; sets < 4; sets++) {
        Optional<Target> own =
            (sets & 1) == 0 ? Optional.empty() : Optional.of(set(metric, "team:Desk", 81));
        Optional<Target> ofAll =
            (sets & 2) == 0 ? Optional.empty() : Optional.of(set(metric, "all", 82));

        Optional<Yardstick> nearest = Yardstick.nearest(metric, own, ofAll);

        if (own.isPresent()) {
          assertThat(nearest).contains(own.get().yardstick());
        } else if (ofAll.isPresent()) {
          assertThat(nearest).contains(ofAll.get().yardstick());
        } else {
          assertThat(nearest).isEqualTo(Yardstick.usual(metric));
        }
      }
    }
    assertThat(Metrics.all().stream().filter(one -> Yardstick.usual(one).isPresent()))
        .containsExactly(Metrics.NPS, Metrics.CSAT);
  }

  @ParameterizedTest
  @CsvSource({
    "nps,24.99,BELOW",
    "nps,25,GOOD",
    "nps,49.99,GOOD",
    "nps,50,EXCELLENT",
    "nps,-3,BELOW",
    "csat,74.99,BELOW",
    "csat,75,GOOD",
    "csat,85,GOOD",
    "csat,85.01,EXCELLENT"
  })
  void theUsualBandsAreThoseThatAreUsual(String metric, double value, Grade grade) {
    Metric known = Metrics.find(metric).orElseThrow();

    assertThat(Yardstick.usual(known).orElseThrow().grade(score(known, value, null, null)))
        .contains(grade);
  }

  /** Whatever the true score within the interval is: reached means it is, missed that it is not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isReachedOrMissed_onlyWhereTheWholeIntervalIsOnOneSide(boolean lowIsGood) {
    Random random = new Random(17);
    int[] times = new int[Verdict.values().length];
    for (int run = 0; run < 20_000; run++) {
      double low = random.nextInt(20);
      double high = low + random.nextInt(20);
      double goal = random.nextInt(40);

      Verdict verdict = Verdict.of(interval(low, high), goal, lowIsGood);

      boolean canBeReached = false;
      boolean canBeMissed = false;
      for (double truth = low; truth <= high; truth += 0.5) {
        boolean isReached = lowIsGood ? truth <= goal : truth >= goal;
        canBeReached |= isReached;
        canBeMissed |= !isReached;
      }
      assertThat(verdict)
          .as("%s..%s to %s", low, high, goal)
          .isEqualTo(
              canBeReached && canBeMissed
                  ? Verdict.NOT_SURE
                  : canBeReached ? Verdict.REACHED : Verdict.MISSED);
      times[verdict.ordinal()]++;
    }
    for (int each : times) {
      assertThat(each).isGreaterThan(1_000);
    }
  }

  @Test
  void nobodyIsSure_whereAScoreHasNoInterval_andNothingIsSaidWhereThereIsNoScore() {
    Yardstick by = set(Metrics.SLA, "all", 80).yardstick();

    assertThat(by.verdict(score(Metrics.SLA, 99.0, null, null))).contains(Verdict.NOT_SURE);
    assertThat(by.verdict(score(Metrics.SLA, null, null, null))).isEmpty();
    assertThat(by.grade(score(Metrics.SLA, 99.0, null, null))).isEmpty();
  }

  @Test
  void measuresAMeanOnItsOwnScaleAlone_inTheDirectionOfThatScale() {
    Yardstick effort = new Yardstick("ces", "all", 1, DAY, "effort-7", 2.5, null, null, "Contract");

    assertThat(effort.lowIsGood()).isTrue();
    assertThat(effort.verdict(score(Metrics.CES, 2.0, interval(1.8, 2.2), "effort-7")))
        .contains(Verdict.REACHED);
    assertThat(effort.verdict(score(Metrics.CES, 2.0, interval(1.8, 2.2), "ease-7"))).isEmpty();
  }

  @Test
  void aBandIsReached_whereItIsGood_andATargetCountsBeforeIt() {
    Bands bands = new Bands(75, null, false);
    Yardstick both = new Yardstick("csat", "all", 1, DAY, null, 90.0, bands, null, "Contract");
    ScoreView score = score(Metrics.CSAT, 80.0, interval(76, 84), null);

    assertThat(both.verdict(score)).contains(Verdict.MISSED);
    assertThat(both.grade(score)).contains(Grade.GOOD);
    assertThat(Yardstick.usual(Metrics.CSAT).orElseThrow().verdict(score))
        .contains(Verdict.REACHED);
    Yardstick baseline =
        new Yardstick(
            "csat", "all", 1, DAY, null, null, null, new Baseline(70, "2025"), "Contract");
    assertThat(baseline.verdict(score)).isEmpty();
  }

  @Test
  void isTheSame_writtenAndRead() {
    Yardstick by =
        new Yardstick(
            "csat",
            "all",
            3,
            DAY,
            null,
            80.0,
            new Bands(75, 85.0, true),
            new Baseline(71.5, "2025"),
            "Contract");

    assertThat(FactJson.read(FactJson.write(by), Yardstick.class)).isEqualTo(by);
    assertThat(new String(FactJson.write(by), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"metric\":\"csat\",\"scope\":\"all\",\"revision\":3,\"from\":\"2026-01-01\","
                + "\"target\":80.0,\"bands\":{\"good\":75.0,\"excellent\":85.0,\"above\":true},"
                + "\"baseline\":{\"value\":71.5,\"source\":\"2025\"},\"source\":\"Contract\"}");
  }
}
