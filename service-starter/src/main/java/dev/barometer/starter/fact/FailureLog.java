package dev.barometer.starter.fact;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.FailureKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Tells of failed batches, and nothing of what is in them. */
final class FailureLog {
  private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);

  private FailureLog() {}

  /** In full the first time; one line per attempt: they get rare as the pauses grow. */
  static void tell(
      FailureKind kind, int attempt, ConsumerRecords<?, ?> records, Exception failure) {
    String batch = describe(records);
    if (kind == FailureKind.OUTAGE) {
      log.warn("Attempt {} failed: {}: {}", attempt, batch, reason(failure));
    } else if (kind == FailureKind.LOST_PLACE) {
      String how = cause(failure).getClass().getSimpleName();
      log.warn("Lost its place in the group ({}); joins and reads again: {}", how, batch);
    } else if (attempt == 1) {
      log.error("Failed, and is tried again: {}", batch, LoggedFailure.of(failure));
    } else {
      String what = cause(failure).getClass().getName();
      log.warn("Attempt {} failed: {}: {}", attempt, batch, what);
    }
  }

  private static String describe(ConsumerRecords<?, ?> batch) {
    ConsumerRecord<?, ?> first = batch.iterator().next();
    // Not the key: whoever chose it may have named a person by it.
    String place =
        "topic %s, partition %d, offset %d"
            .formatted(first.topic(), first.partition(), first.offset());
    return batch.count() == 1 ? place : place + " and " + (batch.count() - 1) + " records after it";
  }

  static Throwable cause(Exception failure) {
    return NestedExceptionUtils.getMostSpecificCause(failure);
  }

  static String reason(Exception failure) {
    return cause(failure).toString();
  }
}
