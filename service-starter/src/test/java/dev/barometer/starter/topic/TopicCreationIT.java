package dev.barometer.starter.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.waiting.PatientStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCreationIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void waitsForTheBroker_createsOnce_andRefusesAnotherCount() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (EmbeddedBroker broker = EmbeddedBroker.atFreePorts(folder, Map.of())) {
      CompletableFuture<Void> creation =
          CompletableFuture.runAsync(creation(broker, asked, topic("t", 3))::start);
      await().atMost(LIMIT).until(() -> asked.get() >= 2);
      assertThat(creation).isNotDone();

      broker.start();

      await().atMost(LIMIT).until(creation::isDone);
      assertThat(creation).isCompleted();
      assertThat(partitions(broker, "t")).isEqualTo(3);

      creation(broker, asked, topic("t", 3), topic("u", 2)).start();

      assertThat(partitions(broker, "u")).isEqualTo(2);
      assertThatThrownBy(creation(broker, asked, topic("t", 8))::start)
          .isInstanceOf(StartRefusedException.class)
          .hasMessage("Topic t has 3 partitions where barometer.topics.partitions says 8.");
    }
  }

  private static TopicCreation creation(
      EmbeddedBroker broker, AtomicInteger asked, NewTopic... topics) {
    return new TopicCreation(
        () -> {
          asked.incrementAndGet();
          return admin(broker);
        },
        List.of(topics),
        PatientStart.withoutPort());
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1);
  }

  private static int partitions(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin = admin(broker)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "request.timeout.ms", "500",
            "default.api.timeout.ms", "1000"));
  }
}
