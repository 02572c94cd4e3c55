package dev.barometer.starter.stream;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.patience.Watched;
import dev.barometer.starter.waiting.GrowingPause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.Lifecycle;

/**
 * Says which streams fail, and starts those again that have stopped otherwise than by being told
 * to. One that waits for the broker has not.
 */
final class Streams implements HealthIndicator, Watched {
  private static final Logger log = LoggerFactory.getLogger(Streams.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Troubles troubles;
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();

  Streams(Troubles troubles) {
    this.troubles = troubles;
  }

  /**
   * A stream is about to be started; one that is started again takes the place of what it was.
   *
   * @param binding starts and stops it
   * @param folder where it keeps its state
   */
  void add(
      String applicationId, KafkaStreams kafka, Recovery recovery, Lifecycle binding, Path folder) {
    Stream stream =
        streams.computeIfAbsent(
            applicationId, id -> new Stream(id, binding, new TaskFolders(folder)));
    stream.kafka = kafka;
    stream.recovery = recovery;
  }

  /** The state of the task is set aside, now or before the stream starts again. */
  void damaged(String applicationId, String task) {
    Stream stream = streams.get(applicationId);
    if (stream != null) {
      stream.damaged(task);
    }
  }

  /** It is started again by and by. */
  void startFailed(String applicationId, Throwable failure) {
    Stream stream = streams.get(applicationId);
    if (stream != null) {
      stream.startFailed(failure);
    }
  }

  @Override
  public void look() {
    streams.values().forEach(Stream::look);
  }

  @Override
  public Health health() {
    Map<String, String> failing = new TreeMap<>();
    for (Stream stream : streams.values()) {
      String why = troubles.reasons().get(stream.applicationId);
      if (why != null || stream.hasStopped()) {
        failing.put(stream.applicationId, why == null ? "stopped" : why);
      }
    }
    return failing.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("failing", failing).build();
  }

  private final class Stream {
    private final String applicationId;
    private final Lifecycle binding;
    private final TaskFolders folders;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private volatile @Nullable KafkaStreams kafka;
    private volatile @Nullable Recovery recovery;
    private volatile boolean startFailed;

    // Used by whoever looks.
    private GrowingPause pauses = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    private long startAt;
    private boolean waiting;

    Stream(String applicationId, Lifecycle binding, TaskFolders folders) {
      this.applicationId = applicationId;
      this.binding = binding;
      this.folders = folders;
    }

    boolean hasStopped() {
      KafkaStreams running = kafka;
      if (running == null || startFailed) {
        return startFailed;
      }
      KafkaStreams.State state = running.state();
      boolean ended = state.hasCompletedShutdown() || state == KafkaStreams.State.PENDING_ERROR;
      // It may think that it runs, and have nobody left who does.
      return ended
          || (state.isRunningOrRebalancing() && running.metadataForLocalThreads().isEmpty());
    }

    void look() {
      Recovery watched = recovery;
      // One that was told to stop stays so.
      if (!hasStopped() || !(binding.isRunning() || startFailed)) {
        waiting = false;
        if (watched != null) {
          watched.look();
        }
        if (!troubles.has(applicationId)) {
          pauses = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
        }
        return;
      }
      if (!troubles.has(applicationId)) {
        troubles.failed(applicationId, "stopped");
      }
      if (!waiting) {
        waiting = true;
        startAt = System.nanoTime() + pauses.take().toNanos();
      } else if (System.nanoTime() - startAt >= 0) {
        waiting = false;
        startAgain();
      }
    }

    /** At once, because a stream that ends deletes what its tasks kept. */
    void damaged(String task) {
      damaged.add(task);
      try {
        setAside(task);
      } catch (IOException e) {
        log.warn("The state of task {} cannot be set aside yet", task, e);
      }
    }

    private void setAside(String task) throws IOException {
      folders.setAside(task);
      damaged.remove(task);
    }

    private void startAgain() {
      log.info("Stream {} starts again", applicationId);
      try {
        binding.stop();
        for (String task : Set.copyOf(damaged)) {
          setAside(task);
        }
        startFailed = false;
        binding.start();
      } catch (IOException | RuntimeException e) {
        startFailed(e);
      }
    }

    private void startFailed(Throwable failure) {
      startFailed = true;
      troubles.failed(applicationId, failure);
      log.warn("Stream {} cannot start", applicationId, LoggedFailure.of(failure));
      StreamFailures.damagedTask(failure).ifPresent(damaged::add);
    }
  }
}
