package dev.barometer.survey.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Asks the state of the gate that runs in this process. What is not in it may still be waiting on
 * the inbound topic: whether it is, the broker knows, by how far the gate has committed.
 */
public final class KnownIdsReader implements KnownIds, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KnownIdsReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final String topic;
  private final String storeName;
  private final Supplier<@Nullable StreamsBuilderFactoryBean> gates;
  private final KafkaOperations<byte[], byte[]> kafka;
  private final Supplier<Admin> admins;
  private @Nullable Admin admin;

  /**
   * @param gates the gate's stream, once it is made
   * @param kafka knows how many partitions the topic has
   */
  public KnownIdsReader(
      String topic,
      String storeName,
      Supplier<@Nullable StreamsBuilderFactoryBean> gates,
      KafkaOperations<byte[], byte[]> kafka,
      Supplier<Admin> admins) {
    this.topic = topic;
    this.storeName = storeName;
    this.gates = gates;
    this.kafka = kafka;
    this.admins = admins;
  }

  @Override
  public Ownership ownershipOf(String id, boolean settled) {
    Ownership ownership = look(id);
    if (!settled || ownership.knowledge() == Knowledge.KNOWN) {
      return ownership;
    }
    TopicPartition partition = partitionOf(id);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long end = -1;
    try {
      while (System.nanoTime() < deadline) {
        StreamsBuilderFactoryBean gate = gates.get();
        KafkaStreams stream = gate == null ? null : gate.getKafkaStreams();
        if (gate != null && stream != null && stream.state() == KafkaStreams.State.RUNNING) {
          if (!isHere(stream, partition)) {
            return Ownership.ELSEWHERE;
          }
          end = end < 0 ? offset(partition, OffsetSpec.latest()) : end;
          if (hasProcessed(gate, partition, end)) {
            return look(id);
          }
        }
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("How far the gate of {} has come is not known: {}", topic, e.toString());
    }
    return Ownership.NOT_YET;
  }

  private Ownership look(String id) {
    StreamsBuilderFactoryBean gate = gates.get();
    KafkaStreams stream = gate == null ? null : gate.getKafkaStreams();
    if (stream == null) {
      return Ownership.NOT_YET;
    }
    try {
      byte[] kept =
          stream
              .store(
                  StoreQueryParameters.fromNameAndType(
                      storeName, QueryableStoreTypes.<String, byte[]>keyValueStore()))
              .get(id);
      return kept == null ? Ownership.UNKNOWN : Ownership.ownedBy(GateState.read(kept).owner());
    } catch (InvalidStateStoreException e) {
      log.debug("The state of {} cannot be asked: {}", storeName, e.toString());
      return Ownership.NOT_YET;
    }
  }

  private TopicPartition partitionOf(String id) {
    int partitions = kafka.partitionsFor(topic).size();
    // As producers do, ours and those of platforms.
    return new TopicPartition(
        topic, Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % partitions);
  }

  private static boolean isHere(KafkaStreams stream, TopicPartition partition) {
    return stream.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .anyMatch(task -> task.topicPartitions().contains(partition));
  }

  private boolean hasProcessed(StreamsBuilderFactoryBean gate, TopicPartition partition, long end)
      throws InterruptedException, ExecutionException, TimeoutException {
    String group =
        Objects.requireNonNull(gate.getStreamsConfiguration())
            .getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin()
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    OffsetAndMetadata position = committed.get(partition);
    return position == null
        // Nothing was ever read of it: then there is nothing, or it is all forgotten.
        ? offset(partition, OffsetSpec.earliest()) >= end
        : position.offset() >= end;
  }

  private long offset(TopicPartition partition, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin()
        .listOffsets(Map.of(partition, which))
        .partitionResult(partition)
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .offset();
  }

  private synchronized Admin admin() {
    Admin made = admin;
    if (made == null) {
      made = admins.get();
      admin = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
