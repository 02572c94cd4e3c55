package dev.barometer.survey.imports;

import dev.barometer.starter.LoggedFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Says of imports whose lines are all accepted how many of them are counted, and that they are done
 * when all are. The next import does not wait for that. A job that was being counted when the
 * service ended is taken up again when it starts: its file is not needed any more.
 */
class CountingRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CountingRunner.class);
  private static final Duration PACE = Duration.ofMillis(500);

  private final ImportJobRepository jobs;
  private final Supplier<Instant> asOf;
  private final Clock clock;
  private final Queue<Followed> followed = new ConcurrentLinkedQueue<>();
  private boolean isTakenUp;
  private @Nullable ScheduledExecutorService worker;

  private static final class Followed {
    private final Counts counts;
    private ImportJob job;

    Followed(ImportJob job, Counts counts) {
      this.job = job;
      this.counts = counts;
    }
  }

  /**
   * @param asOf everything that was accepted before this moment is counted
   */
  CountingRunner(ImportJobRepository jobs, Supplier<Instant> asOf, Clock clock) {
    this.jobs = jobs;
    this.asOf = asOf;
    this.clock = clock;
  }

  Instant asOf() {
    return asOf.get();
  }

  /** Follows a job that is kept already until its last line is counted. */
  void follow(ImportJob job, Counts counts) {
    if (!counts.isOver()) {
      followed.add(new Followed(job, counts));
    }
  }

  private void count() {
    try {
      if (!isTakenUp) {
        takeUp(jobs.counting());
        isTakenUp = true;
      }
      if (followed.isEmpty()) {
        return;
      }
      Instant countedUpTo = asOf.get();
      followed.removeIf(each -> count(each, countedUpTo));
    } catch (RuntimeException e) {
      log.warn("What is counted of imports is told later", LoggedFailure.of(e));
    }
  }

  /** Whether nothing of it is left to count. */
  private boolean count(Followed one, Instant countedUpTo) {
    long counted = one.counts.countedBy(countedUpTo);
    boolean isOver = one.counts.isOver();
    boolean wasCounting = one.job.status() == ImportJob.Status.COUNTING;
    ImportJob now =
        wasCounting && isOver
            ? one.job.counted(counted, ImportJob.Status.DONE, clock.instant())
            : one.job.counted(counted, one.job.status(), one.job.finishedAt());
    if (!now.equals(one.job)) {
      jobs.save(now);
      one.job = now;
    }
    return isOver;
  }

  /** All that is known of them is when the last line was accepted. */
  private void takeUp(List<ImportJob> unfinished) {
    for (ImportJob job : unfinished) {
      Instant acceptedAt = job.acceptedAt();
      if (acceptedAt != null) {
        Counts counts = new Counts();
        counts.accepted(job.accepted(), acceptedAt);
        follow(job, counts);
      }
    }
  }

  @Override
  public synchronized void start() {
    worker = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "counting"));
    // What it throws it logs itself.
    var unused =
        worker.scheduleWithFixedDelay(
            this::count, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    if (worker != null) {
      worker.shutdownNow();
      worker = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return worker != null;
  }

  /** After the imports, which it follows, have stopped. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1;
  }
}
