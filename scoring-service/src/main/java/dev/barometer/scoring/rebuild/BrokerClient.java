package dev.barometer.scoring.rebuild;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the broker knows of the applications that score: their groups and their topics. */
final class BrokerClient implements AutoCloseable {
  /** Streams that stop do not leave: their group lets them go when their session times out. */
  private static final Duration LEAVING = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Admin admin;
  private final BarometerProperties.Topics settings;

  BrokerClient(Map<String, Object> clients, BarometerProperties.Topics settings) {
    this.admin = Admin.create(clients);
    this.settings = settings;
  }

  /** Whether an instance runs; one that was stopped is let leave its group before. */
  boolean isRunning(String applicationId) throws ExecutionException, InterruptedException {
    Instant end = Instant.now().plus(LEAVING);
    while (hasMembers(applicationId)) {
      if (Instant.now().isAfter(end)) {
        return true;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return false;
  }

  private boolean hasMembers(String applicationId) throws ExecutionException, InterruptedException {
    try {
      var groups = admin.describeConsumerGroups(List.of(applicationId)).all().get();
      return groups.values().stream().anyMatch(group -> !group.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  /** Whether the application has read each partition up to an offset. */
  boolean hasRead(
      String applicationId, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata position = read.get(end.getKey());
              return end.getValue() <= beginnings.getOrDefault(end.getKey(), 0L)
                  || (position != null && position.offset() >= end.getValue());
            });
  }

  /** Makes compacted topics with as many partitions as the tallies have, where they are not yet. */
  void makeLikeTallies(List<String> topics) throws ExecutionException, InterruptedException {
    Set<String> known = admin.listTopics().names().get();
    List<NewTopic> missing = new ArrayList<>();
    for (String topic : topics) {
      if (!known.contains(topic)) {
        missing.add(
            new NewTopic(topic, partitionsOf(Topics.TALLIES), settings.replication())
                .configs(
                    Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
      }
    }
    admin.createTopics(missing).all().get();
  }

  void delete(List<String> topics) throws ExecutionException, InterruptedException {
    admin.deleteTopics(topics).all().get();
  }

  /**
   * Keeps the application from ever starting again, with a message that names this topic: Kafka
   * Streams refuses an internal topic that has more partitions than it needs.
   */
  void retire(String applicationId) throws ExecutionException, InterruptedException {
    String topic = applicationId + "-clock-changelog";
    if (!admin.listTopics().names().get().contains(topic)) {
      return;
    }
    int needed = partitionsOf(Topics.TALLIES);
    if (partitionsOf(topic) == needed) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(needed + 1))).all().get();
    }
  }

  private int partitionsOf(String topic) throws ExecutionException, InterruptedException {
    var topics = admin.describeTopics(List.of(topic)).allTopicNames().get();
    return Objects.requireNonNull(topics.get(topic)).partitions().size();
  }

  @Override
  public void close() {
    admin.close();
  }
}
