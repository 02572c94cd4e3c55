package dev.barometer.reporting.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import dev.barometer.metrics.Variant;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreQueriesTest {
  private static final OrganisationCalendar CALENDAR =
      new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100));

  private static final Instant NOW = Instant.parse("2026-11-22T10:23:45Z");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Period MONTH =
      new Period(Instant.parse("2026-10-23T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");

  private final GivenTallies store = new GivenTallies(ZoneOffset.UTC);
  private final ScoreQueries queries =
      new ScoreQueries(
          new StoredPeriodTallies(store, CALENDAR),
          CALENDAR,
          Clock.fixed(NOW, ZoneOffset.UTC),
          new KeptPairs(() -> Optional.of(List.of("service+team"))),
          5);

  @Test
  void aScoreSaysWhatItIsMadeOf() {
    give(TEAM, NOON, 50, 30, 20);

    ScoreView score = queries.score(Metrics.NPS, TEAM, MONTH);

    assertThat(score.value()).isEqualTo(30.0);
    assertThat(score.n()).isEqualTo(100);
    assertThat(score.counts()).isEqualTo(Map.of("positive", 50L, "neutral", 30L, "negative", 20L));
    assertThat(score.interval().low()).isCloseTo(14.0511, within(1e-4));
    assertThat(score.interval().high()).isCloseTo(44.2013, within(1e-4));
    assertThat(score.interval().method()).isEqualTo("adjusted-wald");
    assertThat(score.status()).isEqualTo("ok");
    assertThat(score.scope()).isEqualTo("team:Group 56");
    assertThat(score.from()).isEqualTo(MONTH.from());
    assertThat(score.to()).isEqualTo(MONTH.to());
    assertThat(score.change()).isNull();
  }

  @Test
  void aPeriodBeginsInclusiveAndEndsExclusive() {
    Instant midnight = Instant.parse("2026-11-10T00:00:00Z");
    give(TEAM, midnight, 6, 0, 0);

    assertThat(queries.score(Metrics.NPS, TEAM, new Period(MONTH.from(), midnight)).n()).isZero();
    assertThat(queries.score(Metrics.NPS, TEAM, new Period(midnight, MONTH.to())).n()).isEqualTo(6);
  }

  @Test
  void thePeriodThatWasUsedIsNamed() {
    Period asked = new Period(NOON.plusSeconds(1), NOW);
    give(TEAM, NOON, 6, 0, 0);

    ScoreView score = queries.score(Metrics.NPS, TEAM, asked);

    assertThat(score.from()).isEqualTo(NOON);
    assertThat(score.to()).isEqualTo("2026-11-22T11:00:00Z");
    assertThat(score.n()).isEqualTo(6);
  }

  @Test
  void whatTooFewPeopleSaidGivesNoNumber() {
    give(TEAM, NOON, 4, 0, 0);

    ScoreView score = queries.score(Metrics.NPS, TEAM, MONTH);

    assertThat(score.status()).isEqualTo("not-enough-data");
    assertThat(score.n()).isEqualTo(4);
    assertThat(score.value()).isNull();
    assertThat(score.interval()).isNull();
    assertThat(score.counts()).isNull();
  }

  @Test
  void aFactAboutTicketsIsNotHidden() {
    store.with(TEAM, Observation.yesNo("sla", true, NOON));

    assertThat(queries.score(Metrics.SLA, TEAM, MONTH).value()).isEqualTo(100.0);
  }

  @Test
  void nothingIsNoData() {
    ScoreView score = queries.score(Metrics.NPS, TEAM, MONTH);

    assertThat(score.status()).isEqualTo("no-data");
    assertThat(score.n()).isZero();
    assertThat(score.value()).isNull();
  }

  @Test
  void aComparisonSaysHowFarItMoved() {
    Period before =
        new Period(Instant.parse("2026-09-23T00:00:00Z"), Instant.parse("2026-10-23T00:00:00Z"));
    give(TEAM, Instant.parse("2026-10-01T12:00:00Z"), 500, 300, 200);
    give(TEAM, NOON, 600, 250, 150);

    ScoreView score = queries.score(Metrics.NPS, TEAM, MONTH, before);

    assertThat(score.change().from()).isEqualTo(30.0);
    assertThat(score.change().by()).isCloseTo(15.0, within(1e-9));
    assertThat(score.change().z()).isCloseTo(4.409, within(1e-3));
    assertThat(score.change().significant()).isTrue();
  }

  @Test
  void aComparisonTellsNothingOfAPeriodThatIsHidden() {
    Period before =
        new Period(Instant.parse("2026-09-23T00:00:00Z"), Instant.parse("2026-10-23T00:00:00Z"));
    give(TEAM, Instant.parse("2026-10-01T12:00:00Z"), 3, 1, 0);
    give(TEAM, NOON, 60, 25, 15);

    assertThat(queries.score(Metrics.NPS, TEAM, MONTH, before).change()).isNull();
  }

  @Test
  void aSeriesHasAPointForEveryStep() {
    give(TEAM, Instant.parse("2026-10-25T12:00:00Z"), 6, 0, 0);
    give(TEAM, Instant.parse("2026-10-26T00:00:00Z"), 0, 0, 7);

    List<ScoreView> weeks = queries.series(Metrics.NPS, TEAM, MONTH, Step.WEEK);

    assertThat(weeks).extracting(ScoreView::n).containsExactly(6L, 7L, 0L, 0L, 0L);
    assertThat(weeks.get(0).from()).isEqualTo(MONTH.from());
    assertThat(weeks.get(1).from()).isEqualTo("2026-10-26T00:00:00Z");
    assertThat(weeks.get(1).value()).isEqualTo(-100.0);
    assertThat(weeks.get(4).to()).isEqualTo(MONTH.to());
    assertThat(weeks.get(4).status()).isEqualTo("no-data");
  }

  @Test
  void aSeriesOfHoursIsReadFromHours() {
    give(TEAM, NOON, 6, 0, 0);
    Period day =
        new Period(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));

    List<ScoreView> hours = queries.series(Metrics.NPS, TEAM, day, Step.HOUR);

    assertThat(hours).hasSize(24);
    assertThat(hours.get(12).n()).isEqualTo(6);
    assertThat(hours.stream().mapToLong(ScoreView::n).sum()).isEqualTo(6);
  }

  @Test
  void aSeriesOfHoursThatAreGoneIsRefused() {
    Period old =
        new Period(Instant.parse("2016-11-20T00:00:00Z"), Instant.parse("2016-11-21T00:00:00Z"));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> queries.series(Metrics.NPS, TEAM, old, Step.HOUR))
        .satisfies(e -> assertThat(e.violations().get(0).field()).isEqualTo("interval"));
  }

  @Test
  void aBreakdownNamesTheGroupsWithMostObservationsFirst() {
    close("team", "Group 70", 3);
    close("team", "Group 25", 5);
    close("team", "Group 24", 5);
    close("channel", "Phone", 9);

    List<BreakdownItem> items =
        queries.breakdown(Metrics.TICKETS_CLOSED, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 10);

    assertThat(items)
        .extracting(BreakdownItem::value)
        .containsExactly("Group 24", "Group 25", "Group 70");
    assertThat(items.get(2).score().value()).isEqualTo(3.0);
    assertThat(items.get(2).score().scope()).isEqualTo("team:Group 70");
  }

  @Test
  void aBreakdownLeavesOutGroupsWithoutObservations() {
    close("team", "Group 70", 3);
    give(TEAM, NOON, 9, 0, 0);

    assertThat(
            queries.breakdown(Metrics.TICKETS_CLOSED, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 10))
        .extracting(BreakdownItem::value)
        .containsExactly("Group 70");
  }

  @Test
  void aBreakdownWithinAScopeGoesByThePair() {
    Scope email = Scope.of(Dimension.SERVICE, "Email");
    give(Scope.of(Dimension.SERVICE, "Email", Dimension.TEAM, "A"), NOON, 9, 0, 0);
    give(Scope.of(Dimension.SERVICE, "Email", Dimension.TEAM, "B"), NOON, 8, 0, 0);
    give(Scope.of(Dimension.SERVICE, "Print", Dimension.TEAM, "C"), NOON, 7, 0, 0);

    assertThat(queries.breakdown(Metrics.NPS, Set.of(Dimension.TEAM), email, MONTH, 10))
        .extracting(BreakdownItem::value)
        .containsExactly("A", "B");
    assertThat(
            queries.breakdown(
                Metrics.NPS, Set.of(Dimension.SERVICE, Dimension.TEAM), Scope.ALL, MONTH, 1))
        .extracting(BreakdownItem::value)
        .containsExactly("service:Email,team:A");
  }

  @Test
  void whatIsHiddenDoesNotDependOnTheLimit() {
    give(Scope.of(Dimension.TEAM, "A"), NOON, 9, 0, 0);
    give(Scope.of(Dimension.TEAM, "B"), NOON, 2, 0, 0);

    List<BreakdownItem> items =
        queries.breakdown(Metrics.NPS, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 1);

    assertThat(items).hasSize(1);
    assertThat(items.get(0).score().hasValue()).isFalse();
  }

  @Test
  void whatHasNoValueIsTheRest_andThePartsAddUp() {
    close("team", "none", 2);
    closeAll(3);

    List<BreakdownItem> items =
        queries.breakdown(Metrics.TICKETS_CLOSED, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 1);

    assertThat(items).hasSize(2);
    assertThat(items.get(0).value()).as("a team may be called so").isEqualTo("none");
    assertThat(items.get(0).rest()).isFalse();
    assertThat(items.get(1).value()).isNull();
    assertThat(items.get(1).rest()).isTrue();
    assertThat(items.get(1).score().value()).isEqualTo(1.0);
    assertThat(items.get(1).score().scope()).isEqualTo("all");
  }

  @Test
  void thereIsNoRest_whereEverythingHasAValue() {
    close("team", "A", 3);
    closeAll(3);

    assertThat(
            queries.breakdown(Metrics.TICKETS_CLOSED, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 9))
        .extracting(BreakdownItem::value)
        .containsExactly("A");
  }

  @Test
  void theRestOfAPairIsTold_onlyWhereThePairIsKept() {
    Scope email = Scope.of(Dimension.SERVICE, "Email");
    give(email, NOON, 9, 0, 0);
    give(Scope.of(Dimension.SERVICE, "Email", Dimension.TEAM, "A"), NOON, 4, 0, 0);

    assertThat(queries.breakdown(Metrics.NPS, Set.of(Dimension.TEAM), email, MONTH, 9))
        .extracting(item -> item.score().n())
        .containsExactly(4L, 5L);
    assertThat(queries.breakdown(Metrics.NPS, Set.of(Dimension.AGENT), email, MONTH, 9)).isEmpty();
  }

  @Test
  void aRestThatNeverWasIsLeftOut_whereAGroupIsReadNewerThanTheWhole() {
    close("team", "A", 3);
    closeAll(2);

    assertThat(
            queries.breakdown(Metrics.TICKETS_CLOSED, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 9))
        .extracting(BreakdownItem::value)
        .containsExactly("A");
  }

  @Test
  void aSmallRestIsHidden_andTheSmallestGroupWithIt() {
    give(Scope.of(Dimension.TEAM, "A"), NOON, 9, 0, 0);
    give(Scope.of(Dimension.TEAM, "B"), NOON, 7, 0, 0);
    give(Scope.ALL, NOON, 18, 0, 0);

    assertThat(queries.breakdown(Metrics.NPS, Set.of(Dimension.TEAM), Scope.ALL, MONTH, 9))
        .filteredOn(item -> item.score().hasValue())
        .extracting(BreakdownItem::value)
        .containsExactly("A");
  }

  @Test
  void csatIsAskedForWithoutTheNeutral() {
    csat(TEAM, 2, 1, 4, 6, 7);

    ScoreView plain = queries.score(Metrics.CSAT, TEAM, MONTH);
    ScoreView decided = queries.score(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, TEAM, MONTH);

    assertThat(plain.value()).isEqualTo(65.0);
    assertThat(plain.n()).isEqualTo(20);
    assertThat(plain.variant()).isNull();
    assertThat(decided.value()).isEqualTo(81.25);
    assertThat(decided.n()).isEqualTo(16);
    assertThat(decided.variant()).isEqualTo("excludeNeutral");
    assertThat(decided.counts()).isEqualTo(plain.counts());
    // Wilson of 13 of 16.
    assertThat(decided.interval().method()).isEqualTo("wilson");
    assertThat(decided.interval().low()).isCloseTo(56.9914, within(1e-3));
    assertThat(decided.interval().high()).isCloseTo(93.4087, within(1e-3));
    assertThat(
            queries
                .series(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, TEAM, MONTH, Step.MONTH)
                .get(1)
                .value())
        .isEqualTo(81.25);
  }

  @Test
  void aVariantHidesInABreakdown_whatTheMetricHides() {
    csat(Scope.of(Dimension.TEAM, "A"), 1, 1, 1, 1, 0);
    csat(Scope.of(Dimension.TEAM, "B"), 1, 2, 0, 2, 1);
    csat(Scope.of(Dimension.TEAM, "C"), 1, 2, 6, 2, 1);
    Set<Dimension> team = Set.of(Dimension.TEAM);

    List<BreakdownItem> plain = queries.breakdown(Metrics.CSAT, team, Scope.ALL, MONTH, 9);
    List<BreakdownItem> decided =
        queries.breakdown(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, team, Scope.ALL, MONTH, 9);

    assertThat(plain)
        .extracting(item -> item.value() + " " + item.score().n() + " " + item.score().status())
        .containsExactly("C 12 ok", "B 6 not-enough-data", "A 4 not-enough-data");
    assertThat(decided)
        .extracting(item -> item.value() + " " + item.score().n() + " " + item.score().status())
        .containsExactlyInAnyOrder("C 6 ok", "B 6 not-enough-data", "A 4 not-enough-data");
  }

  private void csat(Scope scope, int... byPoint) {
    for (int i = 0; i < byPoint.length; i++) {
      int point = i + 1;
      PointClass pointClass = Scale.find(Metrics.CSAT, "5").orElseThrow().classOf(point);
      for (int times = 0; times < byPoint[i]; times++) {
        store.with(scope, Observation.choice("csat", "5", point, pointClass, NOON));
      }
    }
  }

  private void closeAll(int tickets) {
    for (int i = 0; i < tickets; i++) {
      store.with(Scope.ALL, Observation.volume("tickets-closed", NOON));
    }
  }

  private void give(Scope scope, Instant at, int promoters, int passives, int detractors) {
    give(scope, at, 10, PointClass.POSITIVE, promoters);
    give(scope, at, 8, PointClass.NEUTRAL, passives);
    give(scope, at, 3, PointClass.NEGATIVE, detractors);
  }

  private void give(Scope scope, Instant at, int point, PointClass pointClass, int times) {
    for (int i = 0; i < times; i++) {
      store.with(scope, Observation.choice("nps", "0-10", point, pointClass, at));
    }
  }

  private void close(String dimension, String value, int tickets) {
    Scope scope = Scope.of(Dimension.of(dimension).orElseThrow(), value);
    for (int i = 0; i < tickets; i++) {
      store.with(scope, Observation.volume("tickets-closed", NOON));
    }
  }
}
