package dev.barometer.starter.stream;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The commits of one stream's threads: when they are asked for, beside the interval, and how much
 * they hold. A processor that wants its work to be seen as soon as there is no more of it joins in
 * {@code init} and leaves in {@code close}; both are called by the thread that works.
 */
public final class Commits {
  private static final String SETTING = "barometer.commits";

  private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(Worker::new);
  private final DistributionSummary held;
  private final Timer took;

  /**
   * @param stream its application id, a tag of the meters
   */
  public Commits(String stream, MeterRegistry meters) {
    held =
        DistributionSummary.builder("barometer.stream.records-per-commit")
            .description("Records that a commit of a stream holds")
            .tag("stream", stream)
            .register(meters);
    took =
        Timer.builder("barometer.stream.commits")
            .description("How long the commits of a stream take")
            .tag("stream", stream)
            .register(meters);
  }

  /** The settings by which a stream's processors find this. */
  public Map<String, Object> settings() {
    return Map.of(SETTING, this);
  }

  /** From now on the task is committed when all that waited for its thread is done. */
  public static void join(ProcessorContext<?, ?> context) {
    Commits commits = of(context);
    if (commits != null) {
      commits.worker().tasks.put(context.taskId(), context::commit);
    }
  }

  public static void leave(ProcessorContext<?, ?> context) {
    Commits commits = of(context);
    if (commits != null) {
      commits.worker().tasks.remove(context.taskId());
    }
  }

  /** Nothing where a stream commits by its interval alone, as a test may want it. */
  private static @Nullable Commits of(ProcessorContext<?, ?> context) {
    return (Commits) context.appConfigs().get(SETTING);
  }

  /** What belongs to the thread that calls, and ends with it. */
  Worker worker() {
    return workers.get();
  }

  /** One thread: what it works on, and its pace. */
  final class Worker {
    private final Map<TaskId, Runnable> tasks = new HashMap<>();
    private final CommitPace pace = new CommitPace();

    private Worker() {}

    boolean wantsCommit() {
      return pace.wantsCommit();
    }

    Duration untilDue() {
      return pace.untilDue(System.nanoTime());
    }

    void take(int records) {
      pace.take(records);
    }

    /** Asks Kafka Streams for a commit, which follows before the thread is given more. */
    void ask() {
      pace.ask();
      tasks.values().forEach(Runnable::run);
    }

    void committed(long began, long ended) {
      held.record(pace.committed(began, ended));
      took.record(Duration.ofNanos(ended - began));
    }
  }
}
