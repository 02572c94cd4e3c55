package dev.barometer.benchmarks.freshness;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.postgres.PostgresServer;
import dev.barometer.benchmarks.postgres.ResponseTable;
import dev.barometer.benchmarks.postgres.ScoreView;
import dev.barometer.benchmarks.service.LoadRun;
import dev.barometer.benchmarks.service.RunningSuite;
import dev.barometer.benchmarks.service.ScoreApi;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Sets the row up: a probe after the other, each about a team of its own, beside a steady load. */
public final class Freshness {
  private static final int RATE = 200;
  private static final int AS_FAST_AS_TAKEN = 0;
  private static final int CONNECTIONS = 32;
  private static final int DAYS = 30;
  private static final Duration REST = Duration.ofMinutes(8);
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long PAUSE_MILLIS = 5;
  private static final String OTHERS =
      "survey, service, agent, channel, priority, category, organization, location";

  private final Bench bench;
  private final int stored;
  private final Duration warming;
  private final Duration stretch;

  private Freshness(Bench bench) {
    this.bench = bench;
    this.stored = bench.scale().events(2_000, 20_000);
    this.warming = Duration.ofSeconds(bench.scale().events(10, 30));
    this.stretch = Duration.ofSeconds(bench.scale().events(5, 20));
  }

  public static Row row(Bench bench) {
    Freshness freshness = new Freshness(bench);
    String method =
        """
        %,d responses are stored, and more are given as fast as they are taken until the suite is warm, and it has come to rest. Then %d a second come in for %d s; beside them one probe after the other, each about a team of its own: from its \
        acknowledgement until the score of that team counts it. The suite runs in one process on all cores (quickstart), over the embedded database, not \
        MongoDB: nothing is claimed of MongoDB. PostgreSQL has one core; rows are inserted one by one, and the view of all scopes and days is refreshed \
        again and again. Checked: in the end all that was acknowledged is counted once. With 5 million stored: not run, loading them takes longer than \
        the other rows together."""
            .formatted(freshness.stored, RATE, freshness.stretch.toSeconds());
    return new Row(
        "5",
        "Freshness: from acknowledged to visible",
        method,
        List.of(
            Contestant.of("suite (embedded database, not MongoDB)", freshness::suite),
            Contestant.of("PostgreSQL, materialized view in a loop", freshness::postgres)));
  }

  private static Trial trial(Histogram latencies) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("probes", (double) latencies.getTotalCount());
    measures.put("ms p50", latencies.getValueAtPercentile(50) / 1e6);
    measures.put("ms p99", latencies.getValueAtPercentile(99) / 1e6);
    measures.put("ms at most", latencies.getMaxValue() / 1e6);
    return new Trial(measures);
  }

  private Trial suite() throws Exception {
    History history = History.ofDays("f-", stored, DAYS);
    LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (RunningSuite suite = RunningSuite.start(bench, bench.folder("freshness-suite"))) {
      history.write(suite.bootstrapServers());
      ScoreApi scores = suite.scores();
      LoadRun warm = offer(suite, AS_FAST_AS_TAKEN, warming);
      long known = history.counted() + warm.acknowledged();
      scores.await(known, history.firstDay(), tomorrow, suite.process());
      Waiting.untilAtRest(REST, suite.process());
      Future<LoadRun> load = threads.submit(() -> offer(suite, RATE, stretch));
      Histogram latencies = new Histogram(LONGEST_NANOS, 3);
      for (int probe = 0; !load.isDone(); probe++) {
        suite.survey().post("/api/responses", probe(probe));
        long acknowledged = System.nanoTime();
        while (scores.count("team:Probe " + probe, history.firstDay(), tomorrow) == 0) {
          suite.process().checkAlive();
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        latencies.recordValue(System.nanoTime() - acknowledged);
      }
      double refused = 100.0 * load.get().others() / (RATE * stretch.toSeconds());
      long all = known + load.get().acknowledged() + latencies.getTotalCount();
      scores.await(all, history.firstDay(), tomorrow, suite.process());
      return trial(latencies).with("% refused or late", refused);
    } finally {
      threads.shutdownNow();
    }
  }

  private LoadRun offer(RunningSuite suite, int rate, Duration duration)
      throws IOException, InterruptedException {
    return LoadRun.of(bench, suite.surveyPort(), suite.token(), rate, duration, CONNECTIONS);
  }

  private static String probe(int number) {
    return """
        {"responseId":"probe-%d","submittedAt":"%s","context":{"team":"Probe %d"},\
        "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":9}]}"""
        .formatted(number, Instant.now().truncatedTo(ChronoUnit.SECONDS), number);
  }

  private Trial postgres() throws Exception {
    History history = History.ofDays("f-", stored, DAYS);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (PostgresServer server = PostgresServer.start(bench);
        Connection probing = server.connect()) {
      ResponseTable.create(probing);
      ResponseTable.load(probing, history);
      ScoreView.create(probing);
      CountDownLatch end = new CountDownLatch(1);
      Future<Integer> inserting = threads.submit(() -> insert(server));
      Future<Integer> refreshing = threads.submit(() -> refresh(server, end));
      Histogram latencies = new Histogram(LONGEST_NANOS, 3);
      for (int probe = 0; !inserting.isDone(); probe++) {
        insert(probing, "probe-" + probe, "Probe " + probe);
        long acknowledged = System.nanoTime();
        while (count(probing, "team:Probe " + probe) == 0) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        latencies.recordValue(System.nanoTime() - acknowledged);
      }
      end.countDown();
      double refreshes = refreshing.get();
      ScoreView.refresh(probing);
      long all = history.counted() + inserting.get() + latencies.getTotalCount();
      WrongResultException.check("PostgreSQL's count of all", all, count(probing, "all"));
      return trial(latencies).with("s per refresh", stretch.toSeconds() / refreshes);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Inserts row by row at the rate, and returns how many. */
  private int insert(PostgresServer server) throws SQLException, InterruptedException {
    int count = RATE * (int) stretch.toSeconds();
    long began = System.nanoTime();
    try (Connection connection = server.connect()) {
      for (int number = 0; number < count; number++) {
        long due = began + (long) (number / (double) RATE * 1e9);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        insert(connection, "load-" + number, "load");
      }
    }
    return count;
  }

  /** Refreshes again and again, and returns how often. */
  private static int refresh(PostgresServer server, CountDownLatch end)
      throws SQLException, InterruptedException {
    int refreshes = 0;
    try (Connection connection = server.connect()) {
      while (!end.await(0, TimeUnit.MILLISECONDS)) {
        ScoreView.refresh(connection);
        refreshes++;
      }
    }
    return refreshes;
  }

  private static void insert(Connection connection, String id, String team) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into responses (id, submitted_at, withdrawn, team, "
                + OTHERS
                + ", nps) values (?, now(), false, ?"
                + ", 'probe'".repeat(OTHERS.split(",").length)
                + ", 9)")) {
      insert.setString(1, id);
      insert.setString(2, team);
      insert.executeUpdate();
    }
  }

  private static long count(Connection connection, String scope) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(sum(n), 0) from scores where scope = '" + scope + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
