package dev.barometer.reporting.tally;

import dev.barometer.contract.Topics;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Measure;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.position.Position;
import dev.barometer.starter.store.Interruptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.springframework.data.mongodb.core.MongoOperations;

/** An instance of reporting-service: what it has in memory, and how far it has read. */
final class TallyInstance {
  static final Measure MEASURE = Measure.of("tickets-closed");

  final Interruptions interruptions = new Interruptions();
  final TallyMemoryStore memory;
  final TallyChangesReader changes;
  final TallyReadRepository stored;
  final StoredTallies tallies;
  final Map<TopicPartition, Long> reading = new HashMap<>();

  /** What was said last of how far its answers are. */
  Map<TopicPartition, Long> said = Map.of();

  private final TallyPageRepository pages;
  private final TallyLog log;
  private final PagesOfOthersReader others;
  private final PagesOfOthersRunner runner;
  private int started;
  private long now;

  TallyInstance(MongoOperations mongo, TallyLog log, long mostBytes) {
    this.log = log;
    memory = new TallyMemoryStore(mostBytes, interruptions);
    ScopeDirectoryRepository directory = new ScopeDirectoryRepository(mongo, interruptions, memory);
    pages = new TallyPageRepository(mongo, directory, memory);
    stored = new TallyReadRepository(mongo);
    tallies =
        new KeptTalliesRepository(
            memory, stored, directory, new TallyMemoryMetrics(memory, new SimpleMeterRegistry()));
    others = new PagesOfOthersReader(log.consumer());
    changes = new TallyChangesReader(memory, interruptions::count, () -> now, reader -> started++);
    runner = new PagesOfOthersRunner(log::consumer, log::positions);
  }

  static TopicPartition partition(int number) {
    return new TopicPartition(Topics.TALLIES, number);
  }

  void begin(TopicPartition partition) {
    long from = log.positions.getOrDefault(partition, 0L);
    reading.put(partition, from);
    changes.began(partition, from);
  }

  /** Whether the last thing that it does with a batch is done, too. */
  void project(TopicPartition partition, int most, boolean isDone) {
    long from = reading.get(partition);
    List<Received<ScopeTallies>> batch = log.from(partition, from, most);
    pages.apply(batch);
    if (isDone) {
      long next = from + batch.size();
      changes.passed(partition, next);
      log.save(partition, next);
      reading.put(partition, next);
    }
  }

  void look() {
    said = new HashMap<>(changes.seen(log.partitions(), () -> log.positions(log.partitions())));
    log.partitions().forEach(partition -> said.putIfAbsent(partition, 0L));
  }

  boolean readsAlong() {
    return started > 0 && changes.goesOn();
  }

  void readAlong() {
    runner.turn(others, changes);
  }

  void wait(Duration time) {
    now += time.toNanos();
  }

  /** The sequence of each slot that there is: the tallies count as much. */
  Map<String, Long> read(Collection<Scope> scopes, Collection<Bucket> buckets) {
    Map<String, Long> found = new TreeMap<>();
    tallies.read(
        scopes,
        buckets,
        (scope, bucket, tallies) ->
            found.put(
                ScopeTallies.key(scope.toString(), bucket.label()),
                tallies.byMeasure().get(MEASURE).n()));
    return found;
  }

  static Position at(long next) {
    return new Position(next, null, "topic");
  }
}
