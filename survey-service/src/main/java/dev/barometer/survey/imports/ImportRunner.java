package dev.barometer.survey.imports;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.patience.Outages;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.waiting.GrowingPause;
import dev.barometer.survey.file.ImportLine;
import dev.barometer.survey.file.ImportLines;
import dev.barometer.survey.file.ImportLinesReader;
import dev.barometer.survey.file.NdjsonContent;
import dev.barometer.survey.file.RowMapping;
import dev.barometer.survey.gate.KnownIds;
import dev.barometer.survey.response.ResponseBatchPublisher;
import dev.barometer.survey.ticket.TicketPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
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
class ImportRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
  private static final int WINDOW = 2_000;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ImportFiles files;
  private final ImportLinesReader lines;
  private final ImportJobRepository jobs;
  private final ResponseBatchPublisher responses;
  private final TicketPublisher tickets;
  private final ForeignLines foreign;
  private final CountingRunner counting;
  private final DiskRoom room;
  private final Clock clock;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean stopping;
  private @Nullable ExecutorService worker;

  ImportRunner(
      ImportFiles files,
      ImportLinesReader lines,
      ImportJobRepository jobs,
      ResponseBatchPublisher responses,
      TicketPublisher tickets,
      KnownIds knownResponses,
      KnownIds knownTickets,
      CountingRunner counting,
      DiskRoom room,
      Clock clock) {
    this.files = files;
    this.lines = lines;
    this.jobs = jobs;
    this.responses = responses;
    this.tickets = tickets;
    this.foreign = new ForeignLines(knownResponses, knownTickets);
    this.counting = counting;
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
        end = progress.accepted(clock.instant(), counting.asOf());
      } catch (IOException | RuntimeException e) {
        if (stopping) {
          // What was interrupted says so in many ways; the import is run again at the next start.
          return;
        }
        log.error("Import {} ends before its file does", request.id(), LoggedFailure.of(e));
        end = progress.failed(clock.instant(), counting.asOf(), e);
      }
      save(end);
      counting.follow(end, progress.counts());
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
    List<ImportLine> window = new ArrayList<>(WINDOW);
    Sender sender = Sender.of(request.sender());
    try (ImportLines file = open(request)) {
      for (ImportLine line = file.next(); line != null; line = file.next()) {
        window.add(sender.mayChangeAll() ? line : foreign.refuse(line, sender.mark()));
        if (window.size() < WINDOW) {
          continue;
        }
        publish(window, sender, progress);
        if (reported.isBefore(clock.instant().minus(BETWEEN_REPORTS))) {
          save(progress.running(counting.asOf()));
          reported = clock.instant();
        }
      }
    } catch (IOException e) {
      // The file cannot be read any further; the good lines before are kept.
      publish(window, sender, progress);
      throw e;
    }
    publish(window, sender, progress);
  }

  private ImportLines open(ImportRequest request) throws IOException {
    Path file = files.data(request.id());
    RowMapping mapping = request.rows();
    return mapping == null
        ? lines.openNdjson(
            new NdjsonContent(request.isOfTickets(), request.source(), request.requestedAt()), file)
        : lines.openCsv(mapping, file);
  }

  private void publish(List<ImportLine> window, Sender sender, ImportProgress progress)
      throws InterruptedException {
    List<Boolean> taken = new ArrayList<>();
    awaitRoom();
    patiently(
        () -> {
          taken.clear();
          taken.addAll(send(window, sender));
        });
    Iterator<Boolean> takenInOrder = taken.iterator();
    window.forEach(line -> progress.count(line, takenInOrder));
    progress.acknowledged(clock.instant());
    window.clear();
  }

  /** Returns when the broker has acknowledged them; of each answer whether it was taken. */
  private List<Boolean> send(List<ImportLine> window, Sender sender) {
    List<ResponseBatchPublisher.Sound> answers = new ArrayList<>(window.size());
    List<CompletableFuture<Void>> told = new ArrayList<>();
    for (ImportLine line : window) {
      if (line instanceof ImportLine.Answered answered) {
        answers.add(new ResponseBatchPublisher.Sound(answered.response(), answered.timed()));
      } else if (line instanceof ImportLine.Reported ticket) {
        told.add(tickets.submit(ticket.event(), sender));
      }
    }
    CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
    return responses.publish(answers, sender);
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
  private void patiently(Runnable step) throws InterruptedException {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        if (stopping || !Outages.isOutage(e)) {
          throw e;
        }
        log.warn("An import waits {} for the broker or the store: {}", pause.next(), e.toString());
        pause.sleep();
      }
    }
  }

  @Override
  public synchronized void start() {
    stopping = false;
    worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "imports"));
    try {
      files.unfinished().forEach(this::submit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void stop() {
    stopping = true;
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
