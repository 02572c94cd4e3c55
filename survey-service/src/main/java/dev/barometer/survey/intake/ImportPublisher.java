package dev.barometer.survey.intake;

import dev.barometer.contract.Response;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.fact.Outages;
import dev.barometer.starter.waiting.GrowingPause;
import dev.barometer.survey.response.ResponsePublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs imports one after the other: reads a window of lines, sends its answers together, waits for
 * the broker to acknowledge them all. What was confirmed and not finished is run again from its
 * start when the service starts.
 */
@Component
class ImportPublisher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ImportPublisher.class);
  private static final int WINDOW = 2_000;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ImportFilesRepository files;
  private final ImportLinesRepository lines;
  private final ImportJobRepository jobs;
  private final ResponsePublisher responses;
  private final DiskRoom room;
  private final Clock clock;
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable ExecutorService worker;

  ImportPublisher(
      ImportFilesRepository files,
      ImportLinesRepository lines,
      ImportJobRepository jobs,
      ResponsePublisher responses,
      DiskRoom room,
      Clock clock) {
    this.files = files;
    this.lines = lines;
    this.jobs = jobs;
    this.responses = responses;
    this.room = room;
    this.clock = clock;
  }

  int waiting() {
    return waiting.get();
  }

  /** Runs a confirmed import after those that are waiting already. */
  synchronized void submit(ImportRequest request) {
    if (worker == null) {
      // It is confirmed: the next start runs it.
      return;
    }
    waiting.incrementAndGet();
    worker.execute(
        () -> {
          waiting.decrementAndGet();
          run(request);
        });
  }

  private void run(ImportRequest request) {
    ImportProgress progress = new ImportProgress(request);
    try {
      ImportJob end;
      try {
        publishLines(request, progress);
        end = progress.done(clock.instant());
      } catch (IOException | RuntimeException e) {
        log.error("Import {} ends before its file does", request.id(), LoggedFailure.of(e));
        end = progress.failed(clock.instant(), String.valueOf(e.getMessage()));
      }
      save(end);
      files.delete(request.id());
    } catch (InterruptedException e) {
      // The service stops; the import is run again when it starts.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.error(
          "The file of import {} stays and will be read again", request.id(), LoggedFailure.of(e));
    }
  }

  private void publishLines(ImportRequest request, ImportProgress progress)
      throws IOException, InterruptedException {
    Instant reported = Instant.MIN;
    try (ImportLines file = lines.open(request, files.data(request.id()))) {
      List<Response> window = new ArrayList<>(WINDOW);
      for (ImportLine line = file.next(); line != null; line = file.next()) {
        if (line instanceof ImportLine.Answered answered) {
          window.add(answered.response());
        } else if (line instanceof ImportLine.Bad bad) {
          progress.rejected(bad.number(), bad.violation());
        } else {
          progress.skipped();
        }
        if (window.size() == WINDOW) {
          publish(window, progress);
        }
        if (line.number() % WINDOW == 0
            && reported.isBefore(clock.instant().minus(BETWEEN_REPORTS))) {
          save(progress.running());
          reported = clock.instant();
        }
      }
      publish(window, progress);
    }
  }

  private void publish(List<Response> window, ImportProgress progress) throws InterruptedException {
    awaitRoom();
    patiently(
        () ->
            CompletableFuture.allOf(
                    window.stream().map(responses::submit).toArray(CompletableFuture[]::new))
                .join());
    progress.accepted(window.size());
    window.clear();
  }

  /** Imports need more room than all else, and nobody waits at a door for them. */
  private void awaitRoom() throws InterruptedException {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (room.isShort()) {
      pause.sleep();
    }
  }

  private void save(ImportJob job) throws InterruptedException {
    patiently(() -> jobs.save(job));
  }

  /** Does it again, with growing pauses, as long as the broker or the store is away. */
  private static void patiently(Runnable step) throws InterruptedException {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        if (!Outages.isOutage(e)) {
          throw e;
        }
        log.warn("An import waits {} for the broker or the store: {}", pause.next(), e.toString());
        pause.sleep();
      }
    }
  }

  @Override
  public synchronized void start() {
    worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "imports"));
    try {
      files.unfinished().forEach(this::submit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
