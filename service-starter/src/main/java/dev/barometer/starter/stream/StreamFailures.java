package dev.barometer.starter.stream;

import dev.barometer.starter.fact.Outages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jspecify.annotations.Nullable;

/** Tells what a stream survives with a new thread from what would only happen again. */
final class StreamFailures {
  private static final String PRODUCER = "org.apache.kafka.clients.producer.";

  private StreamFailures() {}

  /**
   * A broker that is away passes. So does a producer that is out of step with it, because a new
   * thread comes with a new one: after the end of a transaction has timed out it refuses every
   * further one with an IllegalStateException; a broker that was killed knows nothing of its
   * transaction, or of the records before.
   */
  static boolean passes(Throwable failure) {
    return Outages.isOutage(failure) || isOutOfStep(failure);
  }

  private static boolean isOutOfStep(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (@Nullable Throwable cause = failure;
        cause != null && seen.add(cause);
        cause = cause.getCause()) {
      if (cause instanceof ApplicationRecoverableException
          || cause instanceof InvalidTxnStateException
          || cause instanceof TransactionAbortableException
          || cause instanceof OutOfOrderSequenceException
          || (cause instanceof IllegalStateException && isOfTheProducer(cause))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheProducer(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .findFirst()
        .filter(frame -> frame.getClassName().startsWith(PRODUCER))
        .isPresent();
  }
}
