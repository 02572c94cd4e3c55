package dev.barometer.starter.fact;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** Tells what passes when the store or the broker is back from what does not pass by waiting. */
public final class Outages {
  private Outages() {}

  /** Whether it, or what caused it, says that the store or the broker is away. */
  public static boolean isOutage(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (@Nullable Throwable cause = failure;
        cause != null && seen.add(cause);
        cause = cause.getCause()) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof MongoTimeoutException
          || cause instanceof MongoSocketException
          || cause instanceof MongoNotPrimaryException
          || cause instanceof MongoNodeIsRecoveringException
          || cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
