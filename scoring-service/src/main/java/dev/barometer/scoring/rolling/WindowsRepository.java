package dev.barometer.scoring.rolling;

import dev.barometer.starter.progress.OwnPositions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Repository;

/**
 * The running windows of a scope, read from this instance's state or found at the instance that
 * keeps them. An instance answers only for partitions it is active for: that a store knows nothing
 * of a scope is told apart from that it does not hold it.
 */
@Repository
class WindowsRepository implements OwnPositions {
  private static final Logger log = LoggerFactory.getLogger(WindowsRepository.class);
  private static final Serializer<String> SCOPES = new StringSerializer();

  private final ObjectProvider<StreamsBuilderFactoryBean> streams;
  private final HostInfo here;
  private volatile @Nullable StreamsBuilderFactoryBean factory;

  WindowsRepository(ObjectProvider<StreamsBuilderFactoryBean> streams, HostInfo here) {
    this.streams = streams;
    this.here = here;
  }

  Whereabouts find(String scope) {
    KafkaStreams running = running();
    if (running == null) {
      return new Whereabouts.Nowhere();
    }
    try {
      KeyQueryMetadata kept = running.queryMetadataForKey(WindowsStore.NAME, scope, SCOPES);
      return kept == null ? new Whereabouts.Nowhere() : find(scope, kept, running);
    } catch (InvalidStateStoreException | IllegalStateException notYet) {
      log.debug("No store to ask at the moment", notYet);
      return new Whereabouts.Nowhere();
    }
  }

  private Whereabouts find(String scope, KeyQueryMetadata kept, KafkaStreams running) {
    HostInfo keeper = kept.activeHost();
    if (keeper.equals(here)) {
      ReadOnlyKeyValueStore<String, byte[]> store =
          running.store(
              StoreQueryParameters.fromNameAndType(
                      WindowsStore.NAME, QueryableStoreTypes.<String, byte[]>keyValueStore())
                  .withPartition(kept.partition()));
      byte[] stored = store.get(scope);
      return new Whereabouts.Here(
          stored == null ? new RunningWindows() : RunningWindows.fromBytes(stored));
    }
    return keeper.equals(HostInfo.unavailable())
        ? new Whereabouts.Nowhere()
        : new Whereabouts.Elsewhere(keeper.host(), keeper.port());
  }

  /**
   * How far this instance's own tasks have committed. The group may be ahead of an instance that
   * stood still and does not know yet that another went on in its place: what it answers is then as
   * old as this says.
   */
  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    KafkaStreams running = running();
    if (running == null || !running.state().isRunningOrRebalancing()) {
      return Map.of();
    }
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (ThreadMetadata thread : running.metadataForLocalThreads()) {
      for (TaskMetadata task : thread.activeTasks()) {
        task.committedOffsets()
            .forEach(
                (partition, offset) -> {
                  // A task that has not committed yet says nothing.
                  if (offset > 0 && partitions.contains(partition)) {
                    committed.put(partition, offset);
                  }
                });
      }
    }
    return committed;
  }

  /** The binder makes the stream after the beans, and a new one when it is started again. */
  private @Nullable KafkaStreams running() {
    StreamsBuilderFactoryBean known = factory;
    if (known == null) {
      known = streams.getIfAvailable();
      factory = known;
    }
    return known == null ? null : known.getKafkaStreams();
  }
}
