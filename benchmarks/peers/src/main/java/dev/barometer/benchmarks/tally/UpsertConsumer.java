package dev.barometer.benchmarks.tally;

import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A consumer that counts in the database, as one would write it with counters: each response adds
 * one to its columns in each of its buckets. Positions, revisions and counts change in one
 * transaction per poll.
 */
final class UpsertConsumer {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'h'uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("'d'uuuu-MM-dd").withZone(ZoneOffset.UTC);

  private final Connection connection;
  private final Map<String, PreparedStatement> upserts = new HashMap<>();
  private final PreparedStatement known;
  private final PreparedStatement remember;
  private final PreparedStatement advance;

  private UpsertConsumer(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    known = connection.prepareStatement("select id, said from sources where id = any(?)");
    remember =
        connection.prepareStatement(
            "insert into sources values (?, ?, ?) on conflict (id) do update"
                + " set revision = excluded.revision, said = excluded.said");
    advance =
        connection.prepareStatement(
            "update positions set position = ?, counted = counted + ? where partition = ?");
  }

  /** The broker, and the database. */
  public static void main(String[] args) throws SQLException {
    // Statements differ by their columns; all are to stay prepared.
    String database = args[1] + "&preparedStatementCacheQueries=1000";
    try (Connection connection = DriverManager.getConnection(database);
        KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    args[0],
                    "isolation.level",
                    "read_committed",
                    "max.poll.records",
                    500),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
      new UpsertConsumer(connection).run(consumer);
    }
  }

  private void run(KafkaConsumer<String, byte[]> consumer) throws SQLException {
    Map<TopicPartition, Long> positions = positions();
    consumer.assign(positions.keySet());
    positions.forEach(consumer::seek);
    while (!Thread.currentThread().isInterrupted()) {
      ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(100));
      if (!records.isEmpty()) {
        count(records);
        connection.commit();
      }
    }
  }

  private Map<TopicPartition, Long> positions() throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    try (PreparedStatement all = connection.prepareStatement("select * from positions");
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        positions.put(
            new TopicPartition("barometer.responses", row.getInt("partition")),
            row.getLong("position"));
      }
    }
    connection.commit();
    return positions;
  }

  private void count(ConsumerRecords<String, byte[]> records) throws SQLException {
    Map<String, Response> said = said(records);
    for (ConsumerRecord<String, byte[]> record : records) {
      Response now = FactJson.read(record.value(), Response.class);
      Response before = said.get(now.id());
      if (before != null && before.revision() >= now.revision()) {
        continue;
      }
      if (before != null) {
        upsert(before, -1);
      }
      upsert(now, 1);
      said.put(now.id(), now);
      remember.setString(1, now.id());
      remember.setLong(2, now.revision());
      remember.setBytes(3, record.value());
      remember.addBatch();
    }
    for (PreparedStatement upsert : upserts.values()) {
      upsert.executeBatch();
    }
    remember.executeBatch();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<String, byte[]>> read = records.records(partition);
      advance.setLong(1, read.get(read.size() - 1).offset() + 1);
      advance.setLong(2, read.size());
      advance.setInt(3, partition.partition());
      advance.addBatch();
    }
    advance.executeBatch();
  }

  /** What those of the records that are known said last. */
  private Map<String, Response> said(ConsumerRecords<String, byte[]> records) throws SQLException {
    Map<String, Response> said = new HashMap<>();
    Array ids =
        connection.createArrayOf(
            "text",
            StreamSupport.stream(records.spliterator(), false).map(ConsumerRecord::key).toArray());
    known.setArray(1, ids);
    try (ResultSet row = known.executeQuery()) {
      while (row.next()) {
        said.put(row.getString("id"), FactJson.read(row.getBytes("said"), Response.class));
      }
    }
    return said;
  }

  private void upsert(Response response, int by) throws SQLException {
    List<String> columns = Columns.of(response);
    if (columns.isEmpty()) {
      return;
    }
    PreparedStatement upsert = upsertOf(columns);
    for (String scope : BatchTallies.scopes(response.context())) {
      for (DateTimeFormatter bucket : List.of(HOUR, DAY)) {
        upsert.setString(1, scope);
        upsert.setString(2, bucket.format(response.submittedAt()));
        for (int column = 0; column < columns.size(); column++) {
          upsert.setInt(3 + column, by);
        }
        upsert.addBatch();
      }
    }
  }

  /** A statement that touches only these columns, as {@code $inc} touches only its fields. */
  private PreparedStatement upsertOf(List<String> columns) throws SQLException {
    String names = String.join(", ", columns);
    PreparedStatement known = upserts.get(names);
    if (known == null) {
      known =
          connection.prepareStatement(
              "insert into tallies as t (scope, bucket, "
                  + names
                  + ") values (?, ?"
                  + ", ?".repeat(columns.size())
                  + ") on conflict (scope, bucket) do update set "
                  + columns.stream()
                      .map(name -> name + " = t." + name + " + excluded." + name)
                      .collect(Collectors.joining(", ")));
      upserts.put(names, known);
    }
    return known;
  }
}
