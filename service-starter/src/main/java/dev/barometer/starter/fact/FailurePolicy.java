package dev.barometer.starter.fact;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.FailureKind;
import dev.barometer.starter.patience.Troubles;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What one reader does when a batch fails, or asking for one: it reads the batch again, after a
 * pause that grows each time and in which it stays a member of its group. Nothing is skipped, and
 * it never stops for good. What is neither an outage nor a lost place is a trouble until it is
 * over.
 */
final class FailurePolicy implements CommonErrorHandler, BatchInterceptor<Object, Object> {
  private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);
  private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

  /** To lose its place once is what happens when a process stood still. */
  private static final int LOSSES_WITHOUT_TROUBLE = 2;

  /** So many seconds without a failure, and with nothing to do: all is well. */
  private static final int CALM_LOOKS = 10;

  /** Longer than its group waits for a member: its work is done by another meanwhile. */
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(6);

  private final String reader;
  private final Troubles troubles;
  private final ReadAgain again;
  private final TaskExecutor stops = new SimpleAsyncTaskExecutor("reader-stop-");

  private final Map<Thread, ReaderThread> threads = new ConcurrentHashMap<>();
  private volatile int calm;

  /** Where a store keeps the positions, it may be further back than where the batch began. */
  interface ReadAgain {
    void from(Map<TopicPartition, Long> starts, Consumer<?, ?> consumer);
  }

  /**
   * @param reader by what name it is in trouble
   * @param again where to read on after a failed batch
   */
  FailurePolicy(String reader, Troubles troubles, ReadAgain again) {
    this.again = again;
    this.reader = reader;
    this.troubles = troubles;
  }

  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> batch,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable listener) {
    FailureKind kind = note(failure);
    FailureLog.tell(kind, thread().attempts(), batch, failure);
    forgetInterrupt(container);
    startsOf(batch, consumer).forEach(consumer::seek);
    pauseAsMember(consumer, container);
    goBackToTheStore(batch, consumer);
  }

  /** Where the store cannot tell, the batch is not taken either: it fails again. */
  private void goBackToTheStore(ConsumerRecords<?, ?> batch, Consumer<?, ?> consumer) {
    try {
      again.from(startsOf(batch, consumer), consumer);
    } catch (RuntimeException e) {
      log.debug("The store does not tell where to read on", e);
    }
  }

  @Override
  public void handleOtherException(
      Exception failure,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    if (!container.isRunning()) {
      log.debug("Asking for {} ends", reader, failure);
    } else if (note(failure) == FailureKind.UNKNOWN) {
      log.error("Asking for {} failed; a new client goes on", reader, LoggedFailure.of(failure));
      stopToStartAgain(container);
    } else {
      log.warn("Asking for {} failed; asking again: {}", reader, FailureLog.reason(failure));
      forgetInterrupt(container);
      sleep(container);
    }
  }

  @Override
  public ConsumerRecords<Object, Object> intercept(
      ConsumerRecords<Object, Object> batch, Consumer<Object, Object> consumer) {
    thread().begin();
    return batch;
  }

  /** The batch was handled: whatever was, is over. */
  @Override
  public void success(ConsumerRecords<Object, Object> batch, Consumer<Object, Object> consumer) {
    threads.remove(Thread.currentThread());
    troubles.over(reader);
  }

  @Override
  public void failure(
      ConsumerRecords<Object, Object> batch, Exception failure, Consumer<Object, Object> consumer) {
    thread().end();
  }

  /** Once a second: what has healed without a further batch, and what takes too long. */
  void look() {
    if (threads.values().stream().anyMatch(one -> one.isBusyFor(LONGEST_BATCH))) {
      troubles.failed(
          reader, "a batch that takes longer than " + LONGEST_BATCH.toMinutes() + " min");
    } else if (!threads.values().stream().allMatch(ReaderThread::isCalm)) {
      calm = 0;
    } else if (++calm == CALM_LOOKS) {
      troubles.over(reader);
    }
  }

  /** Partitions that come in a pause are paused, too, or what is polled in it would be lost. */
  @Override
  public void onPartitionsAssigned(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Runnable publishPause) {
    if (thread().isPausing()) {
      consumer.pause(partitions);
    }
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public void clearThreadState() {
    threads.remove(Thread.currentThread());
  }

  /** What failed is not read: nothing of it may be committed. */
  @Override
  public boolean isAckAfterHandle() {
    return false;
  }

  private ReaderThread thread() {
    return threads.computeIfAbsent(Thread.currentThread(), thread -> new ReaderThread());
  }

  private FailureKind note(Exception failure) {
    int attempts = thread().failed();
    calm = 0;
    FailureKind kind = FailureKind.of(failure);
    if (kind == FailureKind.OUTAGE) {
      troubles.over(reader);
    } else if (kind == FailureKind.UNKNOWN || attempts > LOSSES_WITHOUT_TROUBLE) {
      troubles.failed(reader, FailureLog.cause(failure));
    }
    return kind;
  }

  /** Of the partitions that it still has; of others it is told where to go on when they come. */
  private static Map<TopicPartition, Long> startsOf(
      ConsumerRecords<?, ?> batch, Consumer<?, ?> consumer) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : batch.partitions()) {
      if (consumer.assignment().contains(partition)) {
        starts.put(partition, batch.records(partition).get(0).offset());
      }
    }
    return starts;
  }

  private void pauseAsMember(Consumer<?, ?> consumer, MessageListenerContainer container) {
    ReaderThread thread = thread();
    long end = System.nanoTime() + thread.nextPause().toNanos();
    thread.pause(true);
    consumer.pause(consumer.assignment());
    try {
      while (container.isRunning() && System.nanoTime() - end < 0) {
        consumer.poll(BETWEEN_POLLS);
      }
    } catch (RuntimeException e) {
      // Told as what it is: it is not the batch that fails here.
      handleOtherException(e, consumer, container, true);
    } finally {
      thread.pause(false);
      consumer.resume(consumer.assignment());
    }
  }

  private void sleep(MessageListenerContainer container) {
    ReaderThread thread = thread();
    thread.pause(true);
    try {
      ListenerUtils.stoppableSleep(container, thread.nextPause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      thread.pause(false);
    }
  }

  /** By another thread: whoever stops a reader waits for its thread to end. */
  private void stopToStartAgain(MessageListenerContainer container) {
    stops.execute(() -> container.stopAbnormally(() -> {}));
    sleep(container);
  }

  /** Only the end of the reader may interrupt it; otherwise each further call would fail by it. */
  private static void forgetInterrupt(MessageListenerContainer container) {
    if (container.isRunning() && Thread.interrupted()) {
      log.debug("Interrupted, though it should read on");
    }
  }
}
