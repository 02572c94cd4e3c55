package dev.barometer.starter.topic;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics there must be, and how each is kept. */
final class TopicPlan {
  private TopicPlan() {}

  /**
   * All topics, so that it does not matter which service starts first, and this one's dead letters.
   */
  static List<NewTopic> of(BarometerProperties barometer) {
    BarometerProperties.Topics settings = barometer.topics();
    List<NewTopic> topics = new ArrayList<>();
    for (String topic : Topics.ALL) {
      topics.add(topic(topic, settings, keeping(topic, settings)));
    }
    for (String topic : barometer.reads()) {
      String deadLetters = Topics.deadLettersOf(topic, barometer.service());
      topics.add(topic(deadLetters, settings, deletedAfter(settings.deadLetterRetention())));
    }
    return topics;
  }

  private static Map<String, String> keeping(String topic, BarometerProperties.Topics settings) {
    return switch (topic) {
      case Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES, Topics.INBOUND_LIFECYCLE ->
          deletedAfter(settings.inboundRetention());
      case Topics.AUDIT -> deletedAfter(settings.auditRetention());
      default -> compactedAfter(settings.compactionLag());
    };
  }

  private static NewTopic topic(
      String name, BarometerProperties.Topics settings, Map<String, String> keeping) {
    return new NewTopic(name, settings.partitions(), settings.replication()).configs(keeping);
  }

  /** By itself Kafka compacts when half of a log is old: of a large one that may never be. */
  private static Map<String, String> compactedAfter(Duration lag) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
        Long.toString(lag.toMillis()),
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
        Long.toString(Math.max(1, 2 * lag.toMillis())));
  }

  private static Map<String, String> deletedAfter(Duration retention) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retention.toMillis()));
  }
}
