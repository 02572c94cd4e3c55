package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.stream.Commits;
import dev.barometer.starter.stream.StreamClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A living instance loses its state while it sums up for the next commit: what was on the heap must
 * go with it, or it would be counted again when the facts are read again.
 */
class ScoringCorruptedIT {
  @TempDir Path folder;

  private final Random random = new Random(20261122);
  private final List<Fact> facts = facts(random);
  private final BatchScores batch = new BatchScores(facts, ZoneOffset.UTC);
  private EmbeddedBroker broker;
  private ScoringLog log;

  private static List<Fact> facts(Random random) {
    List<Fact> facts = FactFixtures.randomHistory(random, Instant.now().minusSeconds(60), 300, 500);
    Collections.shuffle(facts, random);
    return facts;
  }

  private final Commits commits = new Commits("scoring-service", new SimpleMeterRegistry());

  @BeforeEach
  void start() throws Exception {
    broker = ScoringStreams.broker(folder);
    log = new ScoringLog(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    log.close();
    broker.close();
  }

  @Test
  void talliesEqualTheBatch_whenTheStateOfATaskIsFoundCorrupted() {
    Properties settings = settings();
    Corruption corruption = new Corruption();
    settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, CorruptingWrapper.class);
    settings.put(CorruptingWrapper.CORRUPTION, corruption);
    var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
    var meters = new SimpleMeterRegistry();
    Topology topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, meters, builder);
    try (KafkaStreams streams = new KafkaStreams(topology, settings, clients())) {
      streams.start();

      log.write(facts);

      awaitEqual();
      assertThat(corruption.struckBothStages()).isTrue();
      await().until(() -> streams.state() == KafkaStreams.State.RUNNING);
    }
  }

  @Test
  void talliesEqualTheBatch_whenItsTransactionsAreTakenAway() throws Exception {
    Topology topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, new SimpleMeterRegistry());
    try (KafkaStreams streams = new KafkaStreams(topology, settings(), clients());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      // As the service does with what a new producer mends.
      streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
      streams.start();
      int part = facts.size() / 3;
      for (int i = 0; i < 3; i++) {
        log.write(facts.subList(i * part, i == 2 ? facts.size() : (i + 1) * part));
        long before = log.published();
        await().atMost(Duration.ofSeconds(60)).until(() -> log.read().published() > before);
        admin.fenceProducers(transactionalIds(admin)).all().get();
      }

      awaitEqual();
      await().until(() -> streams.state() == KafkaStreams.State.RUNNING);
    }
  }

  private static List<String> transactionalIds(Admin admin) throws Exception {
    return admin.listTransactions().all().get().stream()
        .map(TransactionListing::transactionalId)
        .toList();
  }

  private void awaitEqual() {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(log.differences(batch)).isEmpty());
  }

  /** A thread for each task, because those of one thread share a transaction. */
  private Properties settings() {
    Properties settings =
        ScoringStreams.settings(
            broker.bootstrapServers(), folder.resolve("state"), Duration.ofMillis(500));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 4);
    settings.putAll(commits.settings());
    return settings;
  }

  private StreamClients clients() {
    return new StreamClients(commits);
  }

  /** Strikes each stage a few times, in the middle of what it sums up for the next commit. */
  static final class Corruption {
    private static final int EVERY = 20;
    private static final int STRIKES = 4;

    private final Map<String, AtomicInteger> left =
        Map.of(
            "find-differences",
            new AtomicInteger(STRIKES),
            "roll-windows",
            new AtomicInteger(STRIKES));

    boolean strikes(String stage, int record) {
      return record % EVERY == 0 && left.get(stage).getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    boolean struckBothStages() {
      return left.values().stream().allMatch(times -> times.get() < STRIKES);
    }
  }

  /** Lets the processors of both stages find their task's state corrupted. */
  public static final class CorruptingWrapper implements ProcessorWrapper {
    static final String CORRUPTION = "corruption";

    private Corruption corruption;

    @Override
    public void configure(Map<String, ?> settings) {
      corruption = (Corruption) settings.get(CORRUPTION);
    }

    @Override
    public <K, V, L, W> WrappedProcessorSupplier<K, V, L, W> wrapProcessorSupplier(
        String name, ProcessorSupplier<K, V, L, W> wrapped) {
      return corruption.left.containsKey(name)
          ? new Corrupting<>(name, wrapped, corruption)
          : ProcessorWrapper.asWrapped(wrapped);
    }

    @Override
    public <K, V, W> WrappedFixedKeyProcessorSupplier<K, V, W> wrapFixedKeyProcessorSupplier(
        String name, FixedKeyProcessorSupplier<K, V, W> wrapped) {
      return ProcessorWrapper.asWrappedFixedKey(wrapped);
    }
  }

  private record Corrupting<K, V, L, W>(
      String stage, ProcessorSupplier<K, V, L, W> wrapped, Corruption corruption)
      implements WrappedProcessorSupplier<K, V, L, W> {
    @Override
    public Set<StoreBuilder<?>> stores() {
      return wrapped.stores();
    }

    @Override
    public Processor<K, V, L, W> get() {
      Processor<K, V, L, W> processor = wrapped.get();
      return new Processor<>() {
        private TaskId task;
        private int seen;

        @Override
        public void init(ProcessorContext<L, W> context) {
          task = context.taskId();
          processor.init(context);
        }

        @Override
        public void process(Record<K, V> record) {
          seen++;
          if (corruption.strikes(stage, seen)) {
            throw new TaskCorruptedException(Set.of(task));
          }
          processor.process(record);
        }

        @Override
        public void close() {
          processor.close();
        }
      };
    }
  }
}
