package dev.barometer.starter.fact;

import dev.barometer.starter.LoggedFailure;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What a consumer does when a batch fails. While the store or the broker is away it tries again
 * without end, with growing pauses in which it keeps its partitions; after anything else it stops,
 * because going on would skip records and trying again would change nothing.
 */
final class FailurePolicy implements CommonErrorHandler {
  private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;
  private static final long PAUSE_AFTER_FAILED_POLL_MS = 1_000;

  private final DefaultErrorHandler retry;
  private final CommonContainerStoppingErrorHandler stop =
      new CommonContainerStoppingErrorHandler();

  FailurePolicy() {
    ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
    pauses.setMaxInterval(LONGEST_PAUSE_MS);
    this.retry = new DefaultErrorHandler(FailurePolicy::giveBack, pauses);
    this.retry.addNotRetryableExceptions(NoOutageException.class);
    this.retry.setRetryListeners(new Attempts());
    this.retry.setLogLevel(KafkaException.Level.DEBUG);
    this.stop.setLogLevel(KafkaException.Level.DEBUG);
  }

  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> batch,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable listener) {
    if (Outages.isOutage(failure)) {
      retry.handleBatch(
          failure, batch, consumer, container, () -> runUnlessOtherwiseBroken(listener));
    } else {
      log.error("Stopped reading: {}", describe(batch), LoggedFailure.of(failure));
      stop.handleBatch(failure, batch, consumer, container, listener);
    }
  }

  @Override
  public void handleOtherException(
      Exception failure,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    if (Outages.isOutage(failure)) {
      log.warn("Asking for records failed; asking again: {}", reason(failure));
      pause(container);
    } else {
      log.error("Stopped reading: asking for records failed", LoggedFailure.of(failure));
      stop.handleOtherException(failure, consumer, container, batchListener);
    }
  }

  /** Partitions that come while a batch is tried again stay paused, or their records were lost. */
  @Override
  public void onPartitionsAssigned(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Runnable publishPause) {
    retry.onPartitionsAssigned(consumer, partitions, publishPause);
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  private static void runUnlessOtherwiseBroken(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      throw Outages.isOutage(e) ? e : new NoOutageException(e);
    }
  }

  /** Refuses to skip: the batch is read again, fails again, and then the consumer stops. */
  private static void giveBack(ConsumerRecord<?, ?> record, Exception failure) {
    throw new IllegalStateException("Not skipped: " + describe(record));
  }

  private static void pause(MessageListenerContainer container) {
    try {
      ListenerUtils.stoppableSleep(container, PAUSE_AFTER_FAILED_POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String describe(ConsumerRecords<?, ?> batch) {
    String first = describe(batch.iterator().next());
    return batch.count() == 1 ? first : first + " and " + (batch.count() - 1) + " records after it";
  }

  private static String describe(ConsumerRecord<?, ?> record) {
    // Not the key: whoever chose it may have named a person by it.
    return "topic %s, partition %d, offset %d"
        .formatted(record.topic(), record.partition(), record.offset());
  }

  private static String reason(@Nullable Exception failure) {
    return failure == null
        ? "unknown"
        : NestedExceptionUtils.getMostSpecificCause(failure).toString();
  }

  /** One line per attempt: they get rare as the pauses grow. */
  private static final class Attempts implements RetryListener {
    @Override
    public void failedDelivery(
        ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
      log.warn("Attempt {} failed: {}: {}", attempt, describe(record), reason(failure));
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> batch, Exception failure, int attempt) {
      log.warn("Attempt {} failed: {}: {}", attempt, describe(batch), reason(failure));
    }
  }

  /** Ends the attempts: what failed now does not pass by waiting. */
  private static final class NoOutageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoOutageException(Throwable cause) {
      super(cause);
    }
  }
}
