package dev.barometer.starter.position;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where reading a partition goes on.
 *
 * @param next the offset of the next record
 * @param epoch under which leader the record before it was written, where that is known: tells a
 *     log that lost its end, and has grown again, from the one that was read
 * @param topicId the topic's own id, which one of the same name that was made anew does not have;
 *     null for what was kept before there were ids, and for who knows it otherwise
 */
public record Position(long next, @Nullable Integer epoch, @Nullable String topicId) {
  public static Position after(ConsumerRecord<?, ?> record) {
    return new Position(record.offset() + 1, record.leaderEpoch().orElse(null), null);
  }

  static Position start(String topicId) {
    return new Position(0, null, topicId);
  }

  Position of(String id) {
    return new Position(next, epoch, id);
  }

  /** As a client seeks it: it asks the broker whether the log still holds what was read. */
  OffsetAndMetadata seekable() {
    return new OffsetAndMetadata(next, Optional.ofNullable(epoch), "");
  }
}
