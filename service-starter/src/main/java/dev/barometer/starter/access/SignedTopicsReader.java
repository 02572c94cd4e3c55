package dev.barometer.starter.access;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.waiting.PatientStart;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of the signed topics from the beginning and then what comes, without a
 * group: each instance of each service needs all of it. A thread of its own rather than a binding,
 * because nothing is committed and nothing is kept but in memory.
 */
final class SignedTopicsReader implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(SignedTopicsReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** What comes ends a poll; but where there is nothing, nothing does, and a start waits for it. */
  private static final Duration POLL_AT_START = Duration.ofMillis(100);

  private static final Duration POLL = Duration.ofSeconds(2);

  private static final String NOT_READ = "they are not read to their end yet";

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Map<String, SignedRecords<?>> topics;
  private final List<TopicPartition> partitions;
  private final Duration longestStart;
  private final PatientStart waiting;
  private final CountDownLatch complete = new CountDownLatch(1);
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> reading;

  /**
   * @param partitions of each topic
   * @param signatures tell what a service wrote from what anybody else did
   * @param longestStart how long the start of the service waits for what there is, so that its
   *     first callers are known; after that it goes on and is not ready
   * @param waiting says so where it must not go on: see {@link KnownStates#holdUpTheStart}
   */
  SignedTopicsReader(
      Supplier<Consumer<byte[], byte[]>> consumers,
      List<SignedTopic<?>> topics,
      int partitions,
      Signatures signatures,
      MeterRegistry meters,
      Duration longestStart,
      PatientStart waiting) {
    this.consumers = consumers;
    this.topics =
        topics.stream()
            .map(topic -> new SignedRecords<>(topic, signatures, meters))
            .collect(Collectors.toMap(SignedRecords::topic, Function.identity()));
    this.partitions =
        topics.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
            .toList();
    this.longestStart = longestStart;
    this.waiting = waiting;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, "signed-topics");
    started.setDaemon(true);
    thread = started;
    started.start();
    if (!await(complete, longestStart)) {
      if (topics.values().stream().anyMatch(SignedRecords::holdUpTheStart)) {
        waiting.await("the topics that tell who may call and who was erased", this::missing);
      } else {
        log.warn("It cannot be read yet who may call; not ready until it is");
      }
    }
  }

  private Optional<String> missing() {
    return isComplete() ? Optional.empty() : Optional.of(NOT_READ);
  }

  private void run() {
    do {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        reading = consumer;
        read(consumer);
      } catch (WakeupException e) {
        log.debug("No more is read of who may call", e);
      } catch (KafkaException e) {
        log.warn("Who may call cannot be read, who is known stays so: {}", e.toString());
      } catch (RuntimeException e) {
        // Whatever it is: a reader that ends would leave revoked tokens valid.
        log.error("Who may call cannot be read, who is known stays so", LoggedFailure.of(e));
      }
    } while (!await(ending, PAUSE));
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    topics.values().forEach(SignedRecords::begin);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    while (ending.getCount() > 0) {
      Duration longest = isComplete() ? POLL : POLL_AT_START;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
        SignedRecords<?> topic = topics.get(record.topic());
        if (topic != null) {
          topic.take(record);
        }
      }
      if (!isComplete() && hasPassed(ends, consumer)) {
        topics.values().forEach(SignedRecords::complete);
        complete.countDown();
      } else if (isComplete()) {
        topics.values().forEach(SignedRecords::tellDoubts);
      }
    }
  }

  private boolean isComplete() {
    return complete.getCount() == 0;
  }

  private static boolean hasPassed(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  /** Whether it came to that in time. */
  private static boolean await(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ready once all was read that there was, and then for as long as it reads on or tries to. */
  @Override
  public Health health() {
    if (!isComplete()) {
      return Health.down().withDetail("topics", NOT_READ).build();
    }
    return isRunning() ? Health.up().build() : Health.down().build();
  }

  @Override
  public void stop() {
    ending.countDown();
    Consumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  /** After the topics are made, before anything is served. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1;
  }
}
