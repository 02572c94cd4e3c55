package dev.barometer.benchmarks.rebuild;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.postgres.PostgresServer;
import dev.barometer.benchmarks.postgres.ResponseTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All tallies from raw rows in the best shape that was found: one pass over the rows makes the
 * hours of all scopes, one column per point; days and windows are sums of hours.
 */
final class Recomputation {
  private static final String COUNTS =
      counts("nps", 0, 10) + ", " + counts("csat", 1, 5) + ", " + counts("ces", 1, 7);
  private static final String SUMS =
      "sum(n) as n, " + sums("nps", 0, 10) + ", " + sums("csat", 1, 5) + ", " + sums("ces", 1, 7);

  private static final String SCOPE = ResponseTable.DIMENSIONS;

  private final Bench bench;
  private final History history;
  private final BatchTallies batch;

  Recomputation(Bench bench, History history, BatchTallies batch) {
    this.bench = bench;
    this.history = history;
    this.batch = batch;
  }

  private static String counts(String metric, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            point -> "count(*) filter (where %1$s = %2$d) as %1$s_%2$d".formatted(metric, point))
        .collect(Collectors.joining(", "));
  }

  private static String sums(String metric, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(point -> "sum(%1$s_%2$d) as %1$s_%2$d".formatted(metric, point))
        .collect(Collectors.joining(", "));
  }

  Trial run() throws Exception {
    try (PostgresServer server = PostgresServer.start(bench)) {
      try (Connection connection = server.connect()) {
        ResponseTable.create(connection);
        ResponseTable.load(connection, history);
        Stopwatch watch = Stopwatch.start(server.process());
        recompute(connection);
        Usage used = watch.used();
        check(connection);
        double seconds = used.wall().toNanos() / 1e9;
        return Trial.of(history.count(), used).with(Rebuild.SECONDS, seconds);
      }
    }
  }

  private static void recompute(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table hours as
          select date_trunc('hour', submitted_at) as hour, %1$s, count(*) as n, %2$s
          from responses where not withdrawn
          group by date_trunc('hour', submitted_at), grouping sets
            ((), (survey), (service), (team), (agent), (channel), (priority), (category),
             (organization), (location), (team, agent), (service, channel), (service, team))"""
              .formatted(SCOPE, COUNTS));
      statement.execute(
          """
          create table days as
          select date_trunc('day', hour) as day, %1$s, %2$s from hours
          group by date_trunc('day', hour), %1$s"""
              .formatted(SCOPE, SUMS));
      statement.execute(
          """
          create table windows as
          select hours_back, %1$s, %2$s
          from hours join (values (24), (168), (720), (2160)) as length(hours_back)
            on hour > date_trunc('hour', now()) - make_interval(hours => hours_back)
          group by hours_back, %1$s"""
              .formatted(SCOPE, SUMS));
    }
  }

  /** The number of tallies, and of each scope's responses, are those of the batch computation. */
  private void check(Connection connection) throws SQLException, WrongResultException {
    Map<String, Long> expected = new TreeMap<>();
    batch
        .byKey()
        .forEach(
            (key, tallies) -> {
              expected.merge(
                  key.charAt(key.lastIndexOf('|') + 1) == 'h' ? "hours" : "days", 1L, Long::sum);
            });
    Map<String, Long> counted = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : new String[] {"hours", "days"}) {
        try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
          rows.next();
          counted.put(table, rows.getLong(1));
        }
      }
    }
    WrongResultException.check("PostgreSQL's number of tallies", expected, counted);
    WrongResultException.check(
        "PostgreSQL's points of NPS by team and day",
        npsByTeamAndDay(),
        npsByTeamAndDay(connection));
  }

  private Map<String, Long> npsByTeamAndDay() {
    Map<String, Long> points = new TreeMap<>();
    for (int number = 0; number < history.count(); number++) {
      if (!history.isWithdrawn(number)) {
        var response = history.last(number);
        Integer point = response.answers().get(0).value();
        if (point != null) {
          String day = response.submittedAt().toString().substring(0, 10);
          points.merge(response.context().team() + " " + day, (long) point, Long::sum);
        }
      }
    }
    return points;
  }

  private static Map<String, Long> npsByTeamAndDay(Connection connection) throws SQLException {
    String sum =
        IntStream.rangeClosed(0, 10)
            .mapToObj(point -> point + " * nps_" + point)
            .collect(Collectors.joining(" + "));
    Map<String, Long> points = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select team || ' ' || to_char(day at time zone 'UTC', 'YYYY-MM-DD'), %s
                from days where team is not null and agent is null and service is null"""
                    .formatted(sum))) {
      while (rows.next()) {
        points.put(rows.getString(1), rows.getLong(2));
      }
    }
    return points;
  }
}
