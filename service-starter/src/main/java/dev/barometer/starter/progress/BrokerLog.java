package dev.barometer.starter.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** The broker itself. Belongs to one thread; its clients are made when they are needed first. */
final class BrokerLog implements Log, AutoCloseable {
  private static final ListOffsetsOptions TO_THE_VERY_END =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int POLLS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<Admin> admins;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Map<String, Set<TopicPartition>> partitions = new HashMap<>();
  private @Nullable Admin admin;
  private @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * @param consumers reads committed records, belongs to no group, begins anew where an offset is
   *     gone
   */
  BrokerLog(Supplier<Admin> admins, Supplier<Consumer<byte[], byte[]>> consumers) {
    this.admins = admins;
    this.consumers = consumers;
  }

  @Override
  public Map<TopicPartition, Long> ends(Set<String> topics) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitionsOf(topics).forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin().listOffsets(asked, TO_THE_VERY_END).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** A topic never gets more partitions: keys would move. */
  private List<TopicPartition> partitionsOf(Set<String> topics) {
    Set<String> unknown = new HashSet<>(topics);
    unknown.removeAll(partitions.keySet());
    if (!unknown.isEmpty()) {
      get(admin().describeTopics(unknown).allTopicNames())
          .forEach((name, topic) -> partitions.put(name, partitionsOf(topic)));
    }
    return topics.stream()
        .flatMap(topic -> partitions.getOrDefault(topic, Set.of()).stream())
        .toList();
  }

  private static Set<TopicPartition> partitionsOf(TopicDescription topic) {
    Set<TopicPartition> all = new HashSet<>();
    topic.partitions().forEach(each -> all.add(new TopicPartition(topic.name(), each.partition())));
    return all;
  }

  /** A group that is not there has read nothing. */
  Reader group(String name) {
    return asked -> {
      Map<TopicPartition, Long> positions = new HashMap<>();
      try {
        get(admin().listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata())
            .forEach((partition, offset) -> put(positions, asked, partition, offset));
      } catch (GroupIdNotFoundException nobodyYet) {
        return Map.of();
      }
      return positions;
    };
  }

  private static void put(
      Map<TopicPartition, Long> positions,
      Set<TopicPartition> asked,
      TopicPartition partition,
      @Nullable OffsetAndMetadata offset) {
    if (offset != null && asked.contains(partition)) {
      positions.put(partition, offset.offset());
    }
  }

  @Override
  public Map<TopicPartition, Next> next(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Consumer<byte[], byte[]> reading = consumer();
    reading.assign(from.keySet());
    from.forEach(reading::seek);
    Map<TopicPartition, Next> found = new HashMap<>();
    Set<TopicPartition> open = new HashSet<>(from.keySet());
    for (int poll = 0; poll < POLLS && !open.isEmpty(); poll++) {
      var records = reading.poll(POLL);
      List<TopicPartition> told = new ArrayList<>();
      for (TopicPartition partition : open) {
        long end = ends.getOrDefault(partition, 0L);
        var first = records.records(partition).stream().findFirst();
        long next =
            first.map(record -> record.offset()).orElseGet(() -> reading.position(partition));
        found.put(partition, new Next(Math.min(next, end), first.isPresent() && next < end));
        if (first.isPresent() || next >= end) {
          told.add(partition);
        }
      }
      reading.pause(told);
      told.forEach(open::remove);
    }
    reading.unsubscribe();
    return found;
  }

  private Admin admin() {
    if (admin == null) {
      admin = admins.get();
    }
    return admin;
  }

  private Consumer<byte[], byte[]> consumer() {
    if (consumer == null) {
      consumer = consumers.get();
    }
    return consumer;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }
}
