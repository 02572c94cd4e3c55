package dev.barometer.benchmarks.query;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.postgres.PostgresServer;
import dev.barometer.benchmarks.postgres.ResponseTable;
import dev.barometer.benchmarks.postgres.ScoreView;
import dev.barometer.benchmarks.service.RunningSuite;
import dev.barometer.benchmarks.service.ScoreApi;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.Histogram;

/** Sets the row up: the same questions to the score API and to PostgreSQL. */
public final class Query {
  private static final int RATE = 500;
  private static final int DAYS = 30;

  /** What follows from the responses goes on for a while: cases, comments, pages. */
  private static final Duration REST = Duration.ofMinutes(8);

  private static final String FROM_VIEW =
      "select coalesce(sum(n), 0) as n, coalesce(sum(promoters), 0), coalesce(sum(detractors), 0)"
          + " from scores where scope = ? and day >= ? and day < ?";

  private final Bench bench;
  private final List<Integer> sizes;

  private Query(Bench bench) {
    this.bench = bench;
    int small = bench.scale().events(500, 2_000);
    this.sizes = List.of(small, 10 * small);
  }

  public static Row row(Bench bench) throws Exception {
    Query query = new Query(bench);
    String method =
        """
        The NPS of any of the scopes that there are (13 kinds) over the last 1, 7 or 30 days, %d queries a second, open loop from 16 connections, of %,d \
        and of %,d stored responses, when all is done that follows from them, and warm. The score API runs in the whole suite in one process on all cores (quickstart) over the embedded database, not \
        MongoDB: nothing is claimed of MongoDB. PostgreSQL has one core: once on raw rows with an index on their time, once on a materialized view of all \
        scopes and days with an index. Checked: the n of 200 answers is that of an independent batch computation."""
            .formatted(RATE, query.sizes.get(0), query.sizes.get(1));
    return new Row(
        "6",
        "Score of any scope and window",
        method,
        List.of(
            Contestant.of("score API (embedded database, not MongoDB)", query::scoreApi),
            Contestant.of("PostgreSQL, raw rows", () -> query.postgres(false)),
            Contestant.of("PostgreSQL, materialized view", () -> query.postgres(true))));
  }

  private Trial scoreApi() throws Exception {
    Map<String, Double> measures = new LinkedHashMap<>();
    for (int size : sizes) {
      History history = History.ofDays("q-", size, DAYS);
      Questions questions = new Questions(history);
      try (RunningSuite suite = RunningSuite.start(bench, bench.folder("query-suite"))) {
        history.write(suite.bootstrapServers());
        ScoreApi api = suite.scores();
        api.await(history.counted(), history.firstDay(), history.endDay(), suite.process());
        Waiting.untilAtRest(REST, suite.process());
        OpenLoop.Question ask =
            number -> {
              Questions.Question asked = questions.of(number);
              return api.count(asked.scope(), asked.from(), asked.to());
            };
        measure(questions, ask, suite.process(), size, measures);
      }
    }
    return new Trial(measures);
  }

  private void measure(
      Questions questions,
      OpenLoop.Question ask,
      Measured process,
      int size,
      Map<String, Double> measures)
      throws Exception {
    questions.check(ask);
    OpenLoop.run(RATE, Duration.ofSeconds(bench.scale().events(6, 30)), ask);
    Duration stretch = Duration.ofSeconds(bench.scale().events(3, 10));
    Stopwatch watch = Stopwatch.start(process);
    Histogram latencies = OpenLoop.run(RATE, stretch, ask);
    Usage used = watch.used();
    String of = " of %,d".formatted(size);
    measures.put("ms p50" + of, latencies.getValueAtPercentile(50) / 1e6);
    measures.put("ms p99" + of, latencies.getValueAtPercentile(99) / 1e6);
    used.cpu()
        .ifPresent(
            cpu ->
                measures.put("CPU µs/query" + of, cpu.toNanos() / 1e3 / latencies.getTotalCount()));
  }

  private Trial postgres(boolean hasView) throws Exception {
    Map<String, Double> measures = new LinkedHashMap<>();
    for (int size : sizes) {
      History history = History.ofDays("q-", size, DAYS);
      Questions questions = new Questions(history);
      try (PostgresServer server = PostgresServer.start(bench);
          Connections connections = new Connections(server)) {
        Connection first = connections.get();
        ResponseTable.create(first);
        ResponseTable.load(first, history);
        prepare(first, hasView);
        OpenLoop.Question ask = number -> ask(connections.get(), questions.of(number), hasView);
        measure(questions, ask, server.process(), size, measures);
      }
    }
    return new Trial(measures);
  }

  private static void prepare(Connection connection, boolean hasView) throws SQLException {
    if (hasView) {
      ScoreView.create(connection);
    } else {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create index on responses (submitted_at)");
        statement.execute("vacuum analyze responses");
      }
    }
  }

  private static long ask(Connection connection, Questions.Question question, boolean hasView)
      throws SQLException {
    String[] parts = question.scope().equals("all") ? new String[0] : question.scope().split(",");
    try (PreparedStatement select =
        connection.prepareStatement(hasView ? FROM_VIEW : fromRows(parts))) {
      int at = 1;
      if (hasView) {
        select.setString(at++, question.scope());
      } else {
        for (String part : parts) {
          select.setString(at++, part.substring(part.indexOf(':') + 1));
        }
      }
      select.setObject(at++, question.from().atStartOfDay().atOffset(ZoneOffset.UTC));
      select.setObject(at, question.to().atStartOfDay().atOffset(ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static String fromRows(String[] parts) {
    StringBuilder select =
        new StringBuilder(
            "select count(nps), count(*) filter (where nps >= 9), count(*) filter (where nps <= 6)"
                + " from responses where not withdrawn");
    for (String part : parts) {
      select.append(" and ").append(part, 0, part.indexOf(':')).append(" = ?");
    }
    return select.append(" and submitted_at >= ? and submitted_at < ?").toString();
  }

  /** A connection for each thread that asks. */
  private static final class Connections implements AutoCloseable {
    private final PostgresServer server;
    private final List<Connection> all = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Connection> own = new ThreadLocal<>();

    Connections(PostgresServer server) {
      this.server = server;
    }

    Connection get() throws SQLException {
      if (own.get() == null) {
        Connection connection = server.connect();
        all.add(connection);
        own.set(connection);
      }
      return Objects.requireNonNull(own.get());
    }

    @Override
    public void close() throws SQLException {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }
}
