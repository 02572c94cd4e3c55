package dev.barometer.benchmarks.tally;

import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.metrics.ChoiceCode;
import dev.barometer.metrics.Tallies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of the peer that upserts. */
final class UpsertTables implements AutoCloseable {
  private final Connection connection;

  UpsertTables(Connection connection) {
    this.connection = connection;
  }

  void create(int partitions) throws SQLException {
    String counts =
        Columns.NAMES.stream()
            .map(name -> name + " integer not null default 0")
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      // Room in the pages, so that a row that is updated stays in its page.
      statement.execute(
          "create table tallies (scope text, bucket text, "
              + counts
              + ", primary key (scope, bucket)) with (fillfactor = 50)");
      statement.execute(
          "create table sources (id text primary key, revision bigint not null, said bytea)");
      statement.execute(
          "create table positions"
              + " (partition integer primary key, position bigint not null, counted bigint not null)");
      for (int partition = 0; partition < partitions; partition++) {
        statement.execute("insert into positions values (" + partition + ", 0, 0)");
      }
    }
  }

  /** How many records have been counted. */
  long read() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select sum(counted) from positions")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Compares every tally with what must stand there. */
  void check(Map<String, Tallies> tallies) throws SQLException, WrongResultException {
    Map<String, Map<String, Long>> expected = new HashMap<>();
    tallies.forEach((key, each) -> expected.put(key, columns(each)));
    expected.values().removeIf(Map::isEmpty);
    Map<String, Map<String, Long>> published = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from tallies")) {
      while (row.next()) {
        Map<String, Long> counts = new HashMap<>();
        for (String column : Columns.NAMES) {
          long count = row.getLong(column);
          if (count != 0) {
            counts.put(column, count);
          }
        }
        if (!counts.isEmpty()) {
          published.put(row.getString("scope") + "|" + row.getString("bucket"), counts);
        }
      }
    }
    WrongResultException.check("the number of tallies", expected.size(), published.size());
    for (Map.Entry<String, Map<String, Long>> each : expected.entrySet()) {
      WrongResultException.check(
          each.getKey(), each.getValue(), published.getOrDefault(each.getKey(), Map.of()));
    }
  }

  private static Map<String, Long> columns(Tallies tallies) {
    Map<String, Long> columns = new HashMap<>();
    tallies
        .byMeasure()
        .forEach(
            (measure, tally) ->
                tally.forEach(
                    (code, count) ->
                        columns.put(
                            measure.metric().equals("responses")
                                ? "responses"
                                : measure.metric() + "_" + ChoiceCode.point(code),
                            count)));
    return columns;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
