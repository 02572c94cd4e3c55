package dev.barometer.scoring;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.stream.StoreMemoryConfiguration.StoreMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.springframework.util.FileSystemUtils;

/** The whole scoring topology under a clock of its own, with what it published so far. */
final class ScoringDriver implements AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Path state = stateDirectory();
  private final StoreMemory memory = new StoreMemory(8_000_000);
  private final TopologyTestDriver driver;
  private final TestOutputTopic<String, byte[]> tallies;
  private final TestOutputTopic<String, byte[]> scores;
  private final Map<String, ScopeTallies> publishedTallies = new TreeMap<>();
  private final Map<String, ScopeScores> publishedScores = new TreeMap<>();
  private final Map<String, Long> sequences = new TreeMap<>();
  private final Map<String, Written> written = new HashMap<>();
  private long publishedRecords;

  ScoringDriver(Instant start, ZoneId zone) {
    this(start, zone, 10_000);
  }

  ScoringDriver(Instant start, ZoneId zone, int valuesPerDimension) {
    this(start, Retention.forEver(zone), valuesPerDimension);
  }

  ScoringDriver(Instant start, Retention retention) {
    this(start, retention, 10_000);
  }

  private ScoringDriver(Instant start, Retention retention, int valuesPerDimension) {
    this(start, retention, valuesPerDimension, 1);
  }

  /** Where people are published in groups of at least so many. */
  static ScoringDriver publishingGroupsOf(int size, Instant start, ZoneId zone) {
    return new ScoringDriver(start, Retention.forEver(zone), 10_000, size);
  }

  private ScoringDriver(Instant start, Retention retention, int valuesPerDimension, int groupSize) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "scoring-service");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.putAll(memory.settings());
    driver =
        new TopologyTestDriver(
            ScoringStreams.topology(
                retention, valuesPerDimension, meters, new StreamsBuilder(), groupSize),
            settings,
            start);
    tallies = output(Topics.TALLIES);
    scores = output(Topics.SCORES);
  }

  /** In memory where the machine has such a folder: the driver forces the disk on every record. */
  private static Path stateDirectory() {
    Path memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "scoring-")
          : Files.createTempDirectory("scoring-");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private TestOutputTopic<String, byte[]> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }

  void send(String topic, Fact fact) {
    send(topic, fact.id(), FactJson.write(fact));
  }

  void send(String topic, String key, byte[] value) {
    driver
        .createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  void send(String topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Lets the emission interval pass and reads what was published. */
  void settle() {
    pass(Duration.ofMillis(300));
    read();
  }

  /** Reads what was published. */
  void read() {
    publishedRecords += tallies.getQueueSize() + scores.getQueueSize();
    for (TestRecord<String, byte[]> record : tallies.readRecordsToList()) {
      written.merge(Topics.TALLIES, Written.of(record), Written::plus);
      long sequence =
          Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value()));
      Long before = sequences.put(record.key(), sequence);
      if (before != null && before >= sequence) {
        throw new AssertionError("the sequence of " + record.key() + " does not grow");
      }
      if (record.value() == null) {
        publishedTallies.remove(record.key());
      } else {
        publishedTallies.put(record.key(), FactJson.read(record.value(), ScopeTallies.class));
      }
    }
    for (TestRecord<String, byte[]> record : scores.readRecordsToList()) {
      written.merge(Topics.SCORES, Written.of(record), Written::plus);
      publishedScores.put(record.key(), FactJson.read(record.value(), ScopeScores.class));
    }
  }

  /** What was written to a topic. */
  record Written(long records, long bytes) {
    static final Written NOTHING = new Written(0, 0);

    private static Written of(TestRecord<String, byte[]> record) {
      long bytes = record.key().length() + (record.value() == null ? 0 : record.value().length);
      for (Header header : record.headers()) {
        bytes += header.key().length() + header.value().length;
      }
      return new Written(1, bytes);
    }

    Written plus(Written more) {
      return new Written(records + more.records, bytes + more.bytes);
    }
  }

  /**
   * What was written since this was last asked, by topic: what is published, and the stores' logs.
   */
  Map<String, Written> written() {
    read();
    for (String topic : driver.producedTopicNames()) {
      for (TestRecord<String, byte[]> record : output(topic).readRecordsToList()) {
        written.merge(topic, Written.of(record), Written::plus);
      }
    }
    Map<String, Written> result = Map.copyOf(written);
    written.clear();
    return result;
  }

  /** How many records were published so far. */
  long publishedRecords() {
    return publishedRecords;
  }

  /** The tallies as a reader of the topic has them, by {@code scope|bucket}. */
  Map<String, Tallies> tallies() {
    Map<String, Tallies> result = new TreeMap<>();
    publishedTallies.forEach((key, published) -> result.put(key, published.toTallies()));
    return result;
  }

  Map<String, ScopeScores> scores() {
    return publishedScores;
  }

  List<TestRecord<String, byte[]>> deadLetters(String topic) {
    return output(Topics.deadLettersOf(topic, "scoring-service")).readRecordsToList();
  }

  /** How many entities are remembered. */
  long entities() {
    long entities = 0;
    try (KeyValueIterator<String, byte[]> all =
        driver.<String, byte[]>getKeyValueStore("sources").all()) {
      for (; all.hasNext(); all.next()) {
        entities++;
      }
    }
    return entities;
  }

  double count(String what, String topic) {
    return meters.find("barometer.facts." + what).tag("consumer", topic).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Override
  public void close() {
    driver.close();
    memory.close();
    FileSystemUtils.deleteRecursively(state.toFile());
  }
}
