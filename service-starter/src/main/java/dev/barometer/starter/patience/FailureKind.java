package dev.barometer.starter.patience;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.MemberIdRequiredException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * What a failure is to whoever works by itself: readers, streams, senders. Told by the failure and
 * all its causes, in the order in which the kinds stand here.
 */
public enum FailureKind {
  /**
   * The group or the transaction goes on without us, as after a pause of the whole process: give
   * back, join again, go on where it was left.
   */
  LOST_PLACE {
    @Override
    boolean fits(Throwable cause) {
      return cause instanceof CommitFailedException
          || cause instanceof RebalanceInProgressException
          || cause instanceof FencedMemberEpochException
          || cause instanceof StaleMemberEpochException
          || cause instanceof UnreleasedInstanceIdException
          || cause instanceof MemberIdRequiredException
          // Unknown member, generation, fenced member or producer, forgotten producer.
          || cause instanceof ApplicationRecoverableException
          || cause instanceof WakeupException
          || cause instanceof InterruptException
          || cause instanceof MongoInterruptedException
          || (cause instanceof IllegalStateException && isThrownBy(CONSUMER, cause));
    }
  },

  /**
   * The store or the broker is away or has no room, or has forgotten what a producer sent: passes
   * by waiting.
   */
  OUTAGE {
    @Override
    boolean fits(Throwable cause) {
      return cause instanceof TransientDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof MongoTimeoutException
          || cause instanceof MongoSocketException
          || cause instanceof MongoNotPrimaryException
          || cause instanceof MongoNodeIsRecoveringException
          || cause instanceof MongoConnectionPoolClearedException
          || (cause instanceof MongoException mongo && isAway(mongo))
          || cause instanceof RetriableException
          || cause instanceof OutOfOrderSequenceException
          || cause instanceof InvalidTxnStateException
          || cause instanceof TransactionAbortableException
          // After the end of a transaction has timed out a producer refuses every further one.
          || (cause instanceof IllegalStateException && isThrownBy(PRODUCER, cause));
    }
  },

  /** Anything else: nobody knows whether it passes. */
  UNKNOWN {
    @Override
    boolean fits(Throwable cause) {
      return true;
    }
  };

  private static final String CONSUMER = "org.apache.kafka.clients.consumer.";
  private static final String PRODUCER = "org.apache.kafka.clients.producer.";

  /** Errors by which MongoDB says that its peers, its time or its disk do not suffice now. */
  private static final Set<Integer> PASSING_CODES =
      Set.of(
          50, // MaxTimeMSExpired
          64, // WriteConcernFailed
          100, // UnsatisfiableWriteConcern
          202, // NetworkInterfaceExceededTimeLimit
          262, // ExceededTimeLimit
          14031 // OutOfDiskSpace
          );

  abstract boolean fits(Throwable cause);

  public static FailureKind of(Throwable failure) {
    Set<Throwable> causes = causes(failure);
    return Arrays.stream(values())
        .filter(kind -> causes.stream().anyMatch(kind::fits))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static Set<Throwable> causes(Throwable failure) {
    Set<Throwable> causes = new HashSet<>();
    @Nullable Throwable cause = failure;
    while (cause != null && causes.add(cause)) {
      cause = cause.getCause();
    }
    return causes;
  }

  private static boolean isAway(MongoException mongo) {
    return PASSING_CODES.contains(mongo.getCode())
        || mongo.hasErrorLabel("RetryableWriteError")
        || mongo.hasErrorLabel("TransientTransactionError");
  }

  /** Whether these clients complain of their own state, and not we of ours. */
  private static boolean isThrownBy(String clients, Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return stack.length > 0 && stack[0].getClassName().startsWith(clients);
  }
}
