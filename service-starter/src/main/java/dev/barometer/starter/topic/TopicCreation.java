package dev.barometer.starter.topic;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.waiting.PatientStart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the topics with their final partition count before anything binds to them: a topic made by
 * whoever reads it first has another count, and a count cannot be changed without moving keys to
 * other partitions. Waits for the broker while it is away.
 */
final class TopicCreation implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

  private final Supplier<Admin> admins;
  private final List<NewTopic> topics;
  private final PatientStart waiting;
  private volatile boolean running;

  TopicCreation(Supplier<Admin> admins, List<NewTopic> topics, PatientStart waiting) {
    this.admins = admins;
    this.topics = topics;
    this.waiting = waiting;
  }

  @Override
  public void start() {
    running = true;
    waiting.await("the broker", this::createIfTheBrokerIsThere);
  }

  /** Why it is not; empty where it is, and the topics are. */
  private Optional<String> createIfTheBrokerIsThere() {
    try (Admin admin = admins.get()) {
      create(admin);
      return Optional.empty();
    } catch (AuthenticationException | AuthorizationException e) {
      throw new StartRefusedException(
          "The broker refuses this service: " + e.getMessage(),
          "Give the service its user and password, and the user its rights: see \"Rights at the broker\" in docs/operations.md.");
    } catch (KafkaException e) {
      if (!passes(e)) {
        throw e;
      }
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether waiting helps: the broker, its name or its peers may still be starting. */
  private static boolean passes(KafkaException e) {
    return e instanceof RetriableException
        || e instanceof InvalidReplicationFactorException
        || e.getCause() instanceof ConfigException;
  }

  private void create(Admin admin) {
    List<NewTopic> missing = new ArrayList<>(topics);
    Map<String, TopicDescription> existing = existing(admin);
    missing.removeIf(topic -> existing.containsKey(topic.name()));
    if (!missing.isEmpty()) {
      createAll(admin, missing);
      existing.putAll(existing(admin));
    }
    for (NewTopic topic : topics) {
      requireSameCount(topic, existing.get(topic.name()));
    }
  }

  private Map<String, TopicDescription> existing(Admin admin) {
    Map<String, TopicDescription> existing = new HashMap<>();
    Collection<String> names = topics.stream().map(NewTopic::name).toList();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, description) -> {
              try {
                existing.put(name, get(description));
              } catch (UnknownTopicOrPartitionException e) {
                log.debug("There is no topic {} yet", name);
              }
            });
    return existing;
  }

  /**
   * Another service may be creating the same topics right now: then they are there all the same.
   */
  private static void createAll(Admin admin, List<NewTopic> missing) {
    CreateTopicsResult created = admin.createTopics(missing);
    created
        .values()
        .forEach(
            (name, done) -> {
              try {
                get(done);
                log.info("Created topic {}", name);
              } catch (TopicExistsException e) {
                log.debug("Topic {} was created by another service", name);
              }
            });
  }

  private static void requireSameCount(NewTopic wanted, @Nullable TopicDescription found) {
    if (found != null && found.partitions().size() != wanted.numPartitions()) {
      throw new StartRefusedException(
          "Topic %s has %d partitions where barometer.topics.partitions says %d."
              .formatted(wanted.name(), found.partitions().size(), wanted.numPartitions()),
          "Set barometer.topics.partitions to %d, or move to new topics: another count would send known keys to other partitions."
              .formatted(found.partitions().size()));
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while creating topics", e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the bindings, which start at the lowest phase but this. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
