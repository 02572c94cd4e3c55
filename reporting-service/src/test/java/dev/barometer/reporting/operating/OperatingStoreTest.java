package dev.barometer.reporting.operating;

import static dev.barometer.reporting.operating.OperatingFixtures.SETTINGS;
import static dev.barometer.reporting.operating.OperatingFixtures.json;
import static dev.barometer.reporting.operating.OperatingFixtures.mail;
import static dev.barometer.reporting.operating.OperatingFixtures.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No point is lost, and none is there twice. */
class OperatingStoreTest {
  private static final Period AUTUMN =
      new Period(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final SeriesRepository series = new SeriesRepository(database.operations(), SETTINGS);
  private final PointRepository points = new PointRepository(database.operations());
  private final OperatingStore store = new OperatingStore(series, points);

  @AfterEach
  void close() {
    database.close();
  }

  private List<Double> kept(String system, String measure) {
    return points.in(series.find(system, measure).orElseThrow(), AUTUMN).stream()
        .map(KeptPoint::value)
        .toList();
  }

  @Test
  void replacesThePointThatComesAgain_andSaysSo() {
    String first = point("2026-09-30", 99) + "," + point("2026-10-01", 98);

    assertThat(store.put(mail(first))).isEqualTo(new OperatingCounts(2, 0, 0, 0));
    assertThat(store.put(mail(first))).isEqualTo(new OperatingCounts(0, 0, 0, 2));
    assertThat(store.put(mail(first + "," + point("2026-11-01", 97))))
        .isEqualTo(new OperatingCounts(1, 0, 0, 2));
    assertThat(store.put(mail(point("2026-10-01", 100))))
        .isEqualTo(new OperatingCounts(0, 1, 0, 0));
    assertThat(kept("Mail", "availability")).containsExactly(99.0, 100.0, 97.0);
  }

  @Test
  void takesAPointAwayOnce() {
    store.put(mail(point("2026-09-30", 99) + "," + point("2026-10-02", 98)));

    assertThat(store.put(mail(point("2026-10-02", "null"))))
        .isEqualTo(new OperatingCounts(0, 0, 1, 0));
    assertThat(store.put(mail(point("2026-10-02", "null"))))
        .isEqualTo(new OperatingCounts(0, 0, 0, 1));
    Series mail = series.find("Mail", "availability").orElseThrow();
    assertThat(points.ends(mail)).extracting(KeptPoint::value).containsExactly(99.0, 99.0);
    assertThat(points.newest(mail, 5)).hasSize(1);
  }

  @Test
  void makesNoSeries_ofWhatIsOnlyTakenAway() {
    assertThat(store.put(mail(point("2026-10-02", "null"))))
        .isEqualTo(new OperatingCounts(0, 0, 0, 1));

    assertThat(series.all()).isEmpty();
  }

  @Test
  void keepsNothing_whereOneSeriesHasAnotherUnit() {
    store.put(json(usage("Mail", "count", 1)));

    assertThatThrownBy(
            () ->
                store.put(
                    List.of(
                        json(usage("Chat", "count", 2)).get(0),
                        json(usage("Mail", "requests", 3)).get(0))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("must have the unit count");
    assertThat(series.find("Chat", "usage")).isEmpty();
    assertThat(kept("Mail", "usage")).containsExactly(1.0);
  }

  private static String usage(String system, String unit, int value) {
    return "{'source':'probe','series':[{'system':'%s','measure':'usage','unit':'%s','points':[%s]}]}"
        .formatted(system, unit, point("2026-10-01", value));
  }

  @Test
  void takesNoMoreSeriesThanThereMayBe() {
    for (int i = 0; i < SETTINGS.mostSeries(); i++) {
      store.put(json(usage("S" + i, "count", i)));
    }

    assertThatThrownBy(() -> store.put(json(usage("one more", "count", 1))))
        .hasMessageContaining("must not be more than 10");
    assertThat(store.put(json(usage("S3", "count", 99))))
        .isEqualTo(new OperatingCounts(0, 1, 0, 0));
  }

  @Test
  void losesNoPoint_whereManyWriteAtOnce_andSendAllAgain() throws Exception {
    int writers = 8;
    int each = 12;
    List<Callable<OperatingCounts>> calls = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      for (int i = 0; i < each; i++) {
        String mine =
            point("2026-10-%02dT%02d:00:00Z".formatted(1 + i, writer), writer)
                + ","
                + point("2026-11-%02dT%02d:00:00Z".formatted(1 + i, writer), i);
        calls.add(() -> store.put(mail(mine)));
        calls.add(() -> store.put(mail(mine)));
      }
    }
    OperatingCounts counts = OperatingCounts.NONE;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (Future<OperatingCounts> done : threads.invokeAll(calls)) {
        counts = counts.plus(done.get());
      }
    } finally {
      threads.shutdownNow();
    }

    int all = writers * each * 2;
    assertThat(counts).isEqualTo(new OperatingCounts(all, 0, 0, all));
    assertThat(kept("Mail", "availability")).hasSize(all);
    assertThat(series.all()).hasSize(1);
  }

  @Test
  void givesOneUnitToASeries_whereTwoMakeItAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int refused = 0;
    try {
      List<Callable<OperatingCounts>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String unit = i % 2 == 0 ? "count" : "requests";
        calls.add(() -> store.put(json(usage("Mail", unit, unit.length()))));
      }
      for (Future<OperatingCounts> done : threads.invokeAll(calls)) {
        try {
          done.get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(InvalidRequestException.class);
          refused++;
        }
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(refused).isEqualTo(10);
    String unit = series.find("Mail", "usage").orElseThrow().unit().label();
    assertThat(kept("Mail", "usage")).containsExactly((double) unit.length());
  }

  @Test
  void tellsEachReportWhatItsScopeHas() {
    store.put(mail(point("2026-10-01", 99)));
    store.put(
        json(
            "{'source':'a','series':[{'system':'Wiki','measure':'availability','unit':'percent',"
                + "'scope':'service:Wiki','points':["
                + point("2026-10-01", 98)
                + "]},{'system':'team:Desk','measure':'absence','unit':'days','points':["
                + point("2026-10-01", 3)
                + "]}]}"));

    assertThat(systems(Scope.ALL)).containsExactly("Mail", "Wiki", "team:Desk");
    assertThat(systems(Scope.of(Dimension.SERVICE, "Wiki"))).containsExactly("Wiki");
    assertThat(systems(Scope.of(Dimension.TEAM, "Desk"))).containsExactly("team:Desk");
    assertThat(systems(Scope.of(Dimension.TEAM, "Other"))).isEmpty();
  }

  private List<String> systems(Scope scope) {
    return store.measured(scope, AUTUMN).stream().map(MeasuredSeries::system).toList();
  }

  @Test
  void tellsPointsPageByPage() {
    store.put(
        mail(point("2026-09-29", 1) + "," + point("2026-09-30", 2) + "," + point("2026-10-02", 3)));
    Series mail = series.find("Mail", "availability").orElseThrow();

    List<KeptPoint> first = points.in(mail, AUTUMN, null, 2);
    List<KeptPoint> rest = points.in(mail, AUTUMN, first.get(1).at(), 2);

    assertThat(first).extracting(KeptPoint::value).containsExactly(1.0, 2.0);
    assertThat(rest).extracting(KeptPoint::value).containsExactly(3.0);
  }
}
