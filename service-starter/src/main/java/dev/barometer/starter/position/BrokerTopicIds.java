package dev.barometer.starter.position;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks with a client of its own, seldom: when partitions are assigned, and now and then. */
final class BrokerTopicIds implements TopicIds {
  private final Map<String, Object> settings;

  BrokerTopicIds(Map<String, Object> settings) {
    this.settings = settings;
  }

  @Override
  public Map<String, String> of(Collection<String> topics) {
    Map<String, String> ids = new HashMap<>();
    try (Admin admin = Admin.create(settings)) {
      admin
          .describeTopics(topics)
          .topicNameValues()
          .forEach(
              (topic, description) -> {
                String id = idOf(description.thenApply(found -> found.topicId().toString()));
                if (!id.isEmpty()) {
                  ids.put(topic, id);
                }
              });
    }
    return ids;
  }

  private static String idOf(KafkaFuture<String> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return "";
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
