package dev.barometer.reporting.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Scale;
import dev.barometer.metrics.Variant;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.rolling.KeptPairs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random questions about a random desk: what too few people said is never told, nor given away. */
class SmallGroupsTest {
  private static final OrganisationCalendar CALENDAR =
      new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100));

  private static final int QUESTIONS = 10_000;
  private static final int MINIMUM = 5;
  private static final int DAYS = 60;
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofDays(DAYS));
  private static final Set<Dimension> TEAM = Set.of(Dimension.TEAM);
  private static final Set<Dimension> AGENT = Set.of(Dimension.AGENT);

  private final Random random = new Random(20261128);
  private final GivenTallies store = new GivenTallies(ZoneOffset.UTC);
  private final ScoreQueries queries =
      new ScoreQueries(
          new StoredPeriodTallies(store, CALENDAR),
          CALENDAR,
          Clock.fixed(NOW, ZoneOffset.UTC),
          new KeptPairs(() -> Optional.of(List.of("team+agent"))),
          MINIMUM);

  @Test
  void whatTooFewSaidIsNeverTold_norGivenAwayByAPart() {
    for (int person = 0; person < 400; person++) {
      answer(random.nextInt(12) == 0 ? null : "T" + random.nextInt(1 + random.nextInt(7)));
    }
    int hidden = 0;
    for (int question = 0; question < QUESTIONS; question++) {
      Variant variant = random.nextBoolean() ? Variant.EXCLUDE_NEUTRAL : null;
      Metric metric = variant == null && random.nextBoolean() ? Metrics.NPS : Metrics.CSAT;
      Period period = period();
      List<BreakdownItem> parts =
          random.nextBoolean()
              ? queries.breakdown(metric, variant, TEAM, Scope.ALL, period, 99)
              : queries.breakdown(metric, variant, AGENT, team(), period, 99);

      assertThat(parts.stream().map(BreakdownItem::score)).allMatch(SmallGroupsTest::isSafe);
      List<BreakdownItem> unseen = parts.stream().filter(part -> !part.score().hasValue()).toList();
      hidden += unseen.isEmpty() ? 0 : 1;
      if (unseen.size() < parts.size() && !unseen.isEmpty()) {
        assertThat(unseen).as("hidden parts of " + parts).hasSizeGreaterThan(1);
        if (variant == null) {
          assertThat(unseen.stream().mapToLong(part -> part.score().n()).sum())
              .as("people in the hidden parts of " + parts)
              .isGreaterThanOrEqualTo(MINIMUM);
        }
      }
      assertThat(queries.series(metric, variant, team(), period, Step.WEEK))
          .allMatch(SmallGroupsTest::isSafe);
    }
    assertThat(hidden).as("questions with something to hide").isGreaterThan(QUESTIONS / 10);
  }

  private static boolean isSafe(ScoreView score) {
    return score.n() >= MINIMUM
        || score.value() == null && score.counts() == null && score.interval() == null;
  }

  private Period period() {
    int from = random.nextInt(DAYS - 1);
    int to = from + 1 + random.nextInt(DAYS - from);
    return new Period(START.plus(Duration.ofDays(from)), START.plus(Duration.ofDays(to)));
  }

  private static Scope scope(String team) {
    return Scope.of(Dimension.TEAM, team);
  }

  private Scope team() {
    return scope("T" + random.nextInt(3));
  }

  private void answer(@Nullable String team) {
    Instant at = START.plus(Duration.ofMinutes(random.nextInt(DAYS * 24 * 60)));
    add(Scope.ALL, at, random.nextInt(11), 1 + random.nextInt(5), team);
  }

  private void add(Scope whole, Instant at, int nps, int csat, @Nullable String team) {
    give(whole, at, nps, csat);
    if (team != null) {
      give(scope(team), at, nps, csat);
      if (random.nextInt(9) > 0) {
        String agent = "A" + random.nextInt(1 + random.nextInt(5));
        give(Scope.of(Dimension.TEAM, team, Dimension.AGENT, agent), at, nps, csat);
      }
    }
  }

  private void give(Scope scope, Instant at, int nps, int csat) {
    store.with(scope, choice(Metrics.NPS, "0-10", nps, at));
    store.with(scope, choice(Metrics.CSAT, "5", csat, at));
  }

  private static Observation choice(Metric metric, String scale, int point, Instant at) {
    return Observation.choice(
        metric.id(), scale, point, Scale.find(metric, scale).orElseThrow().classOf(point), at);
  }
}
