package dev.barometer.starter.stream;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream does when one of its threads fails: it gets a new thread. After what passes, as
 * soon as the broker answers: a thread whose clients cannot find the broker does not start, and
 * then no other would come. After anything unknown, when a pause is over that grows each time.
 * Where kept state cannot be read, the stream ends, and is started again without that state.
 */
final class Recovery implements StreamsUncaughtExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE_OF_THE_UNKNOWN = Duration.ofSeconds(30);
  private static final int CALM_LOOKS = 10;
  private static final int STEP_MS = 100;
  private static final int PATIENCE_MS = 5_000;

  private final String applicationId;
  private final KafkaStreams stream;
  private final Map<String, Object> clients;
  private final Troubles troubles;
  private final Consumer<String> damagedTask;

  // Used by whichever thread fails.
  private GrowingPause pauses = unknownPauses();
  private int waiting;
  private int failures;
  private int calm;

  /**
   * @param clients how the stream's clients find the broker
   * @param damagedTask takes the task whose state must be set aside before the stream starts again
   */
  Recovery(
      String applicationId,
      KafkaStreams stream,
      Map<String, Object> clients,
      Troubles troubles,
      Consumer<String> damagedTask) {
    this.applicationId = applicationId;
    this.stream = stream;
    this.clients = clients;
    this.troubles = troubles;
    this.damagedTask = damagedTask;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    var damaged = StreamFailures.damagedTask(failure);
    if (damaged.isPresent()) {
      log.error("State of {} cannot be read", applicationId, LoggedFailure.of(failure));
      damagedTask.accept(damaged.get());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    waits(true);
    try {
      return StreamFailures.passes(failure) ? afterOutage(failure) : afterTheUnknown(failure);
    } finally {
      waits(false);
    }
  }

  private StreamThreadExceptionResponse afterOutage(Throwable failure) {
    troubles.over(applicationId);
    log.warn(
        "A thread of a stream ends; another comes when the broker answers: {}", failure.toString());
    // The first comes at once; where it fails again at once, the broker is not what is missing.
    return awaitBroker() && (failures() == 1 || slept())
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private StreamThreadExceptionResponse afterTheUnknown(Throwable failure) {
    troubles.failed(applicationId, root(failure));
    log.error(
        "A thread of {} failed; another comes after a pause",
        applicationId,
        LoggedFailure.of(failure));
    return slept()
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private synchronized void waits(boolean now) {
    waiting += now ? 1 : -1;
    failures += now ? 1 : 0;
    calm = 0;
  }

  private synchronized int failures() {
    return failures;
  }

  /** Once a second: what has run for a while without failing has healed. */
  synchronized void look() {
    calm = waiting == 0 && stream.state() == KafkaStreams.State.RUNNING ? calm + 1 : 0;
    if (calm == CALM_LOOKS) {
      troubles.over(applicationId);
      failures = 0;
      pauses = unknownPauses();
    }
  }

  private boolean slept() {
    GrowingPause pause;
    synchronized (this) {
      pause = pauses;
    }
    return slept(pause);
  }

  private static GrowingPause unknownPauses() {
    return new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE_OF_THE_UNKNOWN);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /** Whether the broker came back before the stream was told to end. */
  private boolean awaitBroker() {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (!answers()) {
      if (!stream.state().isRunningOrRebalancing() || !slept(pause)) {
        return false;
      }
    }
    return true;
  }

  private boolean answers() {
    try (Admin admin = Admin.create(clients)) {
      admin.describeCluster().nodes().get();
      return true;
    } catch (KafkaException | ExecutionException e) {
      log.debug("The broker does not answer yet", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the pause passed before the stream was told to end. */
  private boolean slept(GrowingPause pause) {
    long end = System.nanoTime() + pause.take().toNanos();
    try {
      while (System.nanoTime() - end < 0) {
        if (!stream.state().isRunningOrRebalancing()) {
          return false;
        }
        Thread.sleep(STEP_MS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A stream's own settings for its admin client, with less patience. */
  static Map<String, Object> impatient(Map<String, Object> admin) {
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return admin;
  }
}
