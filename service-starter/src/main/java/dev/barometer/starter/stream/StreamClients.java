package dev.barometer.starter.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * The clients of a stream, as Kafka Streams makes them, but for two things.
 *
 * <p>A task whose state was lost is made anew in its place, and remembers that it must go back to
 * the last committed offset; then its thread asks for a rebalance. If one is under way already, the
 * task is made anew once more, forgets it, and what was read since that commit is lost. So a thread
 * that asks for this rebalance gives up all its tasks instead and joins its group as if it were
 * new, as it does when another took its place: then every position is read from the broker.
 *
 * <p>A thread asks for records when it has done all it had. Where none wait for it then, what it
 * did is committed at once ({@link CommitPace}).
 */
public final class StreamClients implements KafkaClientSupplier {

  /** As Kafka Streams says why; the build pins its version and a test loses state. */
  private static final String STATE_LOST = "Active tasks corrupted";

  private final Commits commits;

  public StreamClients(Commits commits) {
    this.commits = commits;
  }

  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    return new TimedCommits(settings, commits);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    return new StreamConsumer(settings, commits);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class StreamConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Commits commits;

    StreamConsumer(Map<String, Object> settings, Commits commits) {
      super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.commits = commits;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      Commits.Worker worker = commits.worker();
      ConsumerRecords<byte[], byte[]> records =
          worker.wantsCommit() ? pollOrAskForCommit(worker, timeout) : super.poll(timeout);
      worker.take(records.count());
      return records;
    }

    private ConsumerRecords<byte[], byte[]> pollOrAskForCommit(
        Commits.Worker worker, Duration timeout) {
      ConsumerRecords<byte[], byte[]> records = super.poll(shorter(timeout, worker.untilDue()));
      if (!records.isEmpty()) {
        return records;
      }
      if (moreWaits()) {
        return super.poll(timeout);
      }
      if (worker.untilDue().isZero()) {
        worker.ask();
      }
      return records;
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether the broker has told of records that did not come yet. */
    private boolean moreWaits() {
      return assignment().stream()
          .anyMatch(partition -> !isPaused(partition) && currentLag(partition).orElse(0) > 0);
    }

    private boolean isPaused(TopicPartition partition) {
      return paused().contains(partition);
    }

    @Override
    public void enforceRebalance(String reason) {
      if (STATE_LOST.equals(reason)) {
        throw new TaskMigratedException(
            "state was lost", new IllegalStateException("all tasks begin at what was committed"));
      }
      super.enforceRebalance(reason);
    }
  }

  /** A commit begins with the positions, which wait for all records that were sent. */
  private static final class TimedCommits extends KafkaProducer<byte[], byte[]> {
    private final Commits commits;
    private long began;

    TimedCommits(Map<String, Object> settings, Commits commits) {
      super(settings, new ByteArraySerializer(), new ByteArraySerializer());
      this.commits = commits;
    }

    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      began = System.nanoTime();
      super.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void commitTransaction() {
      super.commitTransaction();
      commits.worker().committed(began, System.nanoTime());
    }
  }
}
