package dev.barometer.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A processor that holds everything back until the commit; the driver commits after each record.
 */
class CommitStoreTest {
  @TempDir static Path folder;

  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<String, String> in =
      driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
  private final TestOutputTopic<String, String> out =
      driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void writesAndForwards_whenATaskPreparesACommit() {
    in.pipeInput("a", "1");

    assertThat(out.readKeyValuesToList()).containsExactly(new KeyValue<>("a", "1"));
    assertThat(driver.<String, String>getKeyValueStore("kept").get("a")).isEqualTo("1");
  }

  @Test
  void isAskedAfterAPunctuation_too() {
    driver.advanceWallClockTime(Duration.ofSeconds(2));

    assertThat(out.readKeyValuesToList()).containsExactly(new KeyValue<>("time", "passed"));
  }

  @Test
  void doesNothing_afterItsTaskBecameAStandby() {
    CommitStore commit = (CommitStore) driver.getStateStore("commit");
    commit.clearCache();

    in.pipeInput("a", "1");

    assertThat(out.isEmpty()).isTrue();
  }

  @Test
  void isNotAskedByFlush_whichIsForCheckpoints() {
    CommitStore commit = (CommitStore) driver.getStateStore("commit");
    commit.clearCache();
    in.pipeInput("a", "1");

    commit.flush();

    assertThat(out.isEmpty()).isTrue();
    assertThat(commit.persistent()).isFalse();
  }

  @Test
  void doesNothing_onceItIsClosed() {
    CommitStore commit = (CommitStore) driver.getStateStore("commit");
    assertThat(commit.isOpen()).isTrue();
    commit.close();

    in.pipeInput("a", "1");

    assertThat(commit.isOpen()).isFalse();
    assertThat(out.isEmpty()).isTrue();
  }

  private static TopologyTestDriver driver() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .process(new SupplyHoldBack())
        .to("out", Produced.with(Serdes.String(), Serdes.String()));
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "commit");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    return new TopologyTestDriver(builder.build(), settings);
  }

  private static final class SupplyHoldBack
      implements ProcessorSupplier<String, String, String, String> {
    @Override
    public Processor<String, String, String, String> get() {
      return new HoldBack();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          CommitStore.builder("commit"),
          Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("kept"), Serdes.String(), Serdes.String()));
    }
  }

  private static final class HoldBack implements Processor<String, String, String, String> {
    private final List<KeyValue<String, String>> held = new ArrayList<>();
    private ProcessorContext<String, String> context;
    private KeyValueStore<String, String> kept;

    @Override
    public void init(ProcessorContext<String, String> context) {
      this.context = context;
      kept = context.getStateStore("kept");
      CommitStore commit = context.getStateStore("commit");
      commit.beforeCommit(context, this::send);
      context.schedule(
          Duration.ofSeconds(1),
          PunctuationType.WALL_CLOCK_TIME,
          now -> held.add(new KeyValue<>("time", "passed")));
    }

    @Override
    public void process(Record<String, String> record) {
      held.add(new KeyValue<>(record.key(), record.value()));
    }

    private void send() {
      for (KeyValue<String, String> one : held) {
        kept.put(one.key, one.value);
        context.forward(new Record<>(one.key, one.value, 0));
      }
      held.clear();
    }
  }
}
