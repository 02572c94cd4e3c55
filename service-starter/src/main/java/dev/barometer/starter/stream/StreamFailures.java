package dev.barometer.starter.stream;

import dev.barometer.starter.patience.FailureKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Tells what a stream survives with a new thread from what would only happen again. */
final class StreamFailures {
  /** The folder of a task, as it stands in the path of one of its stores. */
  private static final Pattern TASK = Pattern.compile("[/\\\\](\\d+_\\d+)[/\\\\]");

  private StreamFailures() {}

  /**
   * A broker that is away passes, a full disk too. So does a producer that is out of step with its
   * broker, or was fenced, because a new thread comes with a new one.
   */
  static boolean passes(Throwable failure) {
    return FailureKind.of(failure) != FailureKind.UNKNOWN || hasNoRoom(failure);
  }

  /** The task whose kept state cannot be read; empty where the state is not to blame. */
  static Optional<String> damagedTask(Throwable failure) {
    boolean damaged =
        causes(failure).anyMatch(ProcessorStateException.class::isInstance)
            && causes(failure).anyMatch(StreamFailures::isDamage);
    return damaged
        ? causes(failure).flatMap(cause -> taskOf(cause).stream()).findFirst()
        : Optional.empty();
  }

  private static boolean isDamage(Throwable cause) {
    if (cause instanceof RocksDBException e && e.getStatus() != null) {
      Status status = e.getStatus();
      return switch (status.getCode()) {
        case Corruption, NotFound, InvalidArgument -> true;
        case IOError -> status.getSubCode() == Status.SubCode.None && isMissing(e);
        default -> false;
      };
    }
    // The file that says how far the state goes.
    return cause instanceof ProcessorStateException
        && String.valueOf(cause.getMessage()).contains("checkpoint")
        && !hasNoRoom(cause);
  }

  private static boolean isMissing(RocksDBException e) {
    return String.valueOf(e.getMessage()).contains("No such file");
  }

  private static boolean hasNoRoom(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                (cause instanceof RocksDBException e
                        && e.getStatus() != null
                        && e.getStatus().getSubCode() == Status.SubCode.NoSpace)
                    || String.valueOf(cause.getMessage()).contains("No space left on device"));
  }

  private static Optional<String> taskOf(Throwable cause) {
    if (!(cause instanceof StreamsException e)) {
      return Optional.empty();
    }
    Matcher path = TASK.matcher(String.valueOf(e.getMessage()));
    return path.find() ? Optional.of(path.group(1)) : e.taskId().map(TaskId::toString);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
