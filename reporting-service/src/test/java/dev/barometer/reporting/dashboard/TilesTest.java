package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.frame.wording.Figure;
import dev.barometer.metrics.Change;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.GoalText;
import dev.barometer.reporting.target.Yardstick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TilesTest {
  private static final Change UP = new Change(12, 18, 2.7, true);
  private static final Change DOWN = new Change(30, -18, -2.7, true);
  private static final Change NOISE = new Change(12, 18, 1.7, false);

  private final Tiles tiles = new Tiles(DashboardFixtures.request(), "/the-cases");

  @Test
  void tellsTheScoreWithItsIntervalItsAnswersAndItsBand() {
    Tile tile = tiles.tile(input(Metrics.NPS, score(Metrics.NPS, 30.0, 100, null, UP)));

    assertThat(tile.figures()).containsExactly(new Figure("+30.0", ""));
    assertThat(tile.interval()).isEqualTo("95% interval: +14.1 to +44.2");
    assertThat(tile.basis()).isEqualTo("100 answers");
    assertThat(tile.goal()).isNull();
  }

  @Test
  void drawsAnArrow_onlyWhereTheChangeIsSignificant() {
    assertThat(trend(Metrics.NPS, null, UP))
        .isEqualTo(new Trend("▲", "18.0 points better", "better"));
    assertThat(trend(Metrics.NPS, null, DOWN))
        .isEqualTo(new Trend("▼", "18.0 points worse", "worse"));
    assertThat(trend(Metrics.NPS, null, NOISE)).isEqualTo(Trend.quiet("No significant change"));
    assertThat(trend(Metrics.NPS, null, null)).isEqualTo(Trend.quiet("No significant change"));
  }

  @Test
  void callsAFallBetter_whereLowIsGood() {
    assertThat(trend(Metrics.REOPEN_RATE, null, DOWN).tone()).isEqualTo("better");
    assertThat(trend(Metrics.ART, null, UP).tone()).isEqualTo("worse");
    assertThat(trend(Metrics.CES, "effort-7", DOWN).tone()).isEqualTo("better");
    assertThat(trend(Metrics.CES, "ease-7", DOWN).tone()).isEqualTo("worse");
  }

  @Test
  void namesTheScaleOfAMean() {
    ScoreView score = score(Metrics.CES, 2.857142, 14, "effort-7", null);

    Tile tile = tiles.tile(input(Metrics.CES, score));

    assertThat(tile.figures()).containsExactly(new Figure("2.86", ""));
    assertThat(tile.detail()).isEqualTo("Mean on 1 to 7, low is good");
  }

  @Test
  void saysInWordsWhatIsNotKnown() {
    Tile none = tiles.tile(input(Metrics.NPS, withoutValue(0, "no-data")));
    Tile few = tiles.tile(input(Metrics.NPS, withoutValue(3, "not-enough-data")));

    assertThat(none.figures()).isEmpty();
    assertThat(none.missing()).isEqualTo("No data");
    assertThat(none.basis()).isNull();
    assertThat(few.figures()).isEmpty();
    assertThat(few.missing()).isEqualTo("Not enough data");
    assertThat(few.basis()).isEqualTo("3 answers");
  }

  @Test
  void tellsWhatItIsComparedWith_withAnswersAndDates() {
    ScoreView score = score(Metrics.NPS, 30.0, 100, null, NOISE);
    ScoreView before = score(Metrics.NPS, 27.3, 1_024, null, null);

    Tile tile = tiles.tile(new TileInput(Metrics.NPS, score, before, true, List.of(), null));

    assertThat(tile.base())
        .isEqualTo("Before: +27.3 (1,024 answers), Sep 23, 2026 to Oct 23, 2026");
  }

  @Test
  void tellsWhatACountWasBefore_andTestsNoChange() {
    ScoreView score = score(Metrics.TICKETS_CLOSED, 1234.0, 1234, null, null);
    ScoreView before = score(Metrics.TICKETS_CLOSED, 1100.0, 1100, null, null);

    Tile tile =
        tiles.tile(new TileInput(Metrics.TICKETS_CLOSED, score, before, true, List.of(), null));

    assertThat(tile.figures()).containsExactly(new Figure("1,234", ""));
    assertThat(tile.trend()).isEqualTo(Trend.quiet("A count: changes are not tested"));
    assertThat(tile.base()).isEqualTo("Before: 1,100, Sep 23, 2026 to Oct 23, 2026");
  }

  @Test
  void drawsNoArrow_whereTheFiguresDoNotReachBackOverHalfOfThePeriodBefore() {
    ScoreView score = score(Metrics.NPS, 30.0, 100, null, UP);

    Tile tile = tiles.tile(new TileInput(Metrics.NPS, score, score, false, List.of(), null));

    assertThat(tile.trend()).isEqualTo(Trend.quiet("Too little before it to compare with"));
    assertThat(tile.base()).isNull();
  }

  @Test
  void leadsToTheListItIsMadeOf() {
    assertThat(tiles.tile(input(Metrics.NPS, withoutValue(3, "not-enough-data"))).list())
        .isEqualTo("/comments?window=30d&scope=all");
    assertThat(tiles.tile(input(Metrics.SLA, score(Metrics.SLA, 97.0, 100, null, null))).list())
        .isEqualTo("/tickets?window=30d&scope=all&dates=resolved");
  }

  @Test
  void restsOnCases_andLeadsToThem_whereItIsOfComplaints() {
    Metric repeats = Metrics.COMPLAINT_REPEAT_RATE;
    Tile tile = tiles.tile(input(repeats, score(repeats, 8.0, 1_024, null, UP)));
    Tile count = tiles.tile(input(Metrics.COMPLAINTS, withoutValue(0, "no-data")));

    assertThat(tile.figures()).containsExactly(new Figure("8.0", "%"));
    assertThat(tile.basis()).isEqualTo("1,024 cases");
    assertThat(tile.interval()).isEqualTo("95% interval: 14.1% to 44.2%");
    assertThat(tile.trend()).isEqualTo(new Trend("▲", "18.0 percentage points worse", "worse"));
    assertThat(List.of(tile.list(), tile.behind())).containsExactly("/the-cases", "cases");
    assertThat(count.list()).isEqualTo("/the-cases");
    assertThat(tiles.tile(input(Metrics.COMPLAINT_SLA, withoutValue(0, "no-data"))).list())
        .isEqualTo("/the-cases&status=closed");
  }

  @Test
  void restsOnInvitations_whoseListIsElsewhere_whereItIsAResponseRate() {
    for (Metric metric : List.of(Metrics.RESPONSE_RATE, Metrics.RESPONSE_RATE_DELIVERED)) {
      Tile tile = tiles.tile(input(metric, score(metric, 30.0, 1_024, null, UP)));

      assertThat(tile.figures()).containsExactly(new Figure("30.0", "%"));
      assertThat(tile.basis()).isEqualTo("1,024 invitations");
      assertThat(tile.list()).isNull();
      assertThat(tile.trend()).isEqualTo(new Trend("▲", "18.0 percentage points better", "better"));
    }
  }

  @Test
  void tellsTheUsualBands_andThatNobodySetThem() {
    GoalText goal = goal(Metrics.NPS, 30.0, Yardstick.usual(Metrics.NPS).orElseThrow());

    assertThat(goal.text()).isEqualTo("Good (good from 25, excellent from 50); good: not sure");
    assertThat(goal.verdict()).isEqualTo("not-sure");
    assertThat(goal.notes()).containsExactly("Source: usual bands, as long as nobody sets others");
  }

  @Test
  void tellsATarget_whetherItIsReached_andWhoSaysSo() {
    assertThat(goal(Metrics.SLA, 30.0, sla(14.0)))
        .isEqualTo(
            new GoalText(
                "Target: at least 14%, reached",
                "reached", List.of("Source: Contract 2026, annex 3")));
    assertThat(goal(Metrics.SLA, 30.0, sla(80.0)).text()).isEqualTo("Target: at least 80%, missed");
    assertThat(goal(Metrics.SLA, 30.0, sla(20.0)).text())
        .isEqualTo("Target: at least 20%, not sure");
  }

  @Test
  void tellsTheTargetWithoutAVerdict_whereThereIsNoScore() {
    ScoreView few = withoutValue(3, "not-enough-data");

    GoalText goal =
        tiles.tile(new TileInput(Metrics.SLA, few, few, true, List.of(), sla(80.0))).goal();

    assertThat(goal)
        .extracting(GoalText::text, GoalText::verdict)
        .containsExactly("Target: at least 80%", null);
  }

  private GoalText goal(Metric metric, double value, Yardstick by) {
    ScoreView score = score(metric, value, 100, null, null);
    return tiles.tile(new TileInput(metric, score, score, true, List.of(), by)).goal();
  }

  private static Yardstick sla(double target) {
    return new Yardstick(
        "sla",
        "all",
        1,
        LocalDate.of(2026, 1, 1),
        null,
        target,
        null,
        null,
        "Contract 2026, annex 3");
  }

  private @Nullable Trend trend(Metric metric, @Nullable String scale, @Nullable Change change) {
    return tiles.tile(input(metric, score(metric, 30.0, 100, scale, change))).trend();
  }

  private static TileInput input(Metric metric, ScoreView score) {
    return new TileInput(metric, score, score, true, List.of(), null);
  }

  private static ScoreView score(
      Metric metric, double value, long n, @Nullable String scale, @Nullable Change change) {
    Interval interval = new Interval(0.95, 14.0511, 44.2013, "adjusted-wald");
    return view(metric.id(), value, n, interval, scale, change, "ok");
  }

  private static ScoreView withoutValue(long n, String status) {
    return view("nps", null, n, null, null, null, status);
  }

  private static ScoreView view(
      String metric,
      @Nullable Double value,
      long n,
      @Nullable Interval interval,
      @Nullable String scale,
      @Nullable Change change,
      String status) {
    Instant from = Instant.parse("2026-10-23T00:00:00Z");
    Instant to = Instant.parse("2026-11-22T00:00:00Z");
    return new ScoreView(
        metric, null, "all", from, to, value, n, interval, null, scale, null, null, change, status,
        null, null);
  }
}
