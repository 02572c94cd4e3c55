package dev.barometer.quickstart.sample;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the suite of the desk's last month at once, then of a visit every few seconds; some of the
 * people of these are asked by mail. Some complain by phone, and people at the desk work on that.
 * They also report on the two months before.
 *
 * <p>Each start tells of the month again: what the suite knows has no effect, and the days it was
 * not running are filled in.
 */
public final class SampleTraffic implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SampleTraffic.class);

  private static final int DAYS_BACK = 30;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Until it is looked again whether a report is collected. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Visits that have just ended when it starts: some of their people are asked at once. */
  private static final int JUST_ENDED = 12;

  private final ServiceDesk desk = new ServiceDesk();
  private final SuiteClient suite;
  private final CaseClient cases;
  private final ReportClient reports;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var daemon = new Thread(task, "sample-traffic");
            daemon.setDaemon(true);
            return daemon;
          });

  /**
   * @param people whose tokens the services know
   */
  public SampleTraffic(
      URI survey, URI complaints, URI reporting, String token, SampleDesk people, Clock clock) {
    this.suite = new SuiteClient(survey, token);
    this.cases = new CaseClient(complaints, people);
    this.reports = new ReportClient(reporting, token, people);
    this.clock = clock;
  }

  /** Begins to send, in a thread of its own. */
  public void start() {
    thread.execute(() -> guarded(suite::startAsking));
    thread.execute(() -> guarded(() -> suite.sendMilestone(clock.instant())));
    thread.execute(() -> guarded(this::tellOfTheLastMinute));
    thread.execute(() -> guarded(this::workOnCases));
    thread.execute(() -> guarded(this::tellOfTheLastMonth));
    thread.execute(() -> guarded(this::report));
    thread.scheduleWithFixedDelay(
        () -> guarded(this::tellOfAVisit), 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Stops sending; what is under way is sent, or not, within a moment. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("sample traffic did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellOfTheLastMinute() throws IOException, InterruptedException {
    var now = clock.instant();
    var visits =
        IntStream.rangeClosed(1, JUST_ENDED)
            .mapToObj(number -> desk.visitEndingAt(now.minus(PAUSE.multipliedBy(number))))
            .toList();
    tell(visits, now);
  }

  /** Each complaint by itself: one that is not taken does not keep the others from it. */
  private void workOnCases() throws IOException, InterruptedException {
    for (var sample : SampleCases.all(today())) {
      suite.send(List.of(ServiceDesk.ticketOf(sample)));
      guarded(() -> cases.bringAbout(sample));
    }
  }

  private void tellOfTheLastMonth() throws IOException, InterruptedException {
    tellOf(today().minusDays(DAYS_BACK), today());
  }

  private void tellOf(LocalDate from, LocalDate to) throws IOException, InterruptedException {
    var now = clock.instant();
    for (var day = from; day.isBefore(to); day = day.plusDays(1)) {
      tell(desk.visitsOn(day), now);
    }
  }

  /** Of a month that is not reported yet, what was not told is told first. */
  private void report() throws IOException, InterruptedException {
    var today = today();
    reports.prepare(today);
    for (var month : reports.missing(today)) {
      var told = today.minusDays(DAYS_BACK);
      var next = month.plusMonths(1).atDay(1);
      tellOf(month.atDay(1), next.isBefore(told) ? next : told);
      reports.plan(month);
    }
    goOnWithReports();
  }

  private void goOnWithReports() throws IOException, InterruptedException {
    if (reports.goOn()) {
      // Its baseline is of what the reports are of, which is counted by now.
      reports.startAction(today());
    } else {
      thread.schedule(() -> guarded(this::goOnWithReports), SOON.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void tellOfAVisit() throws IOException, InterruptedException {
    var now = clock.instant();
    tell(List.of(desk.visitEndingAt(now)), now);
  }

  /** Sends what has happened by now of some visits; the rest is for a later start. */
  private void tell(List<Visit> visits, Instant now) throws IOException, InterruptedException {
    var steps =
        visits.stream()
            .flatMap(visit -> visit.steps().stream())
            .filter(step -> !step.time().isAfter(now))
            .toList();
    if (!steps.isEmpty()) {
      suite.send(steps);
    }
    for (var visit : visits) {
      var answer = visit.answer();
      if (answer != null && !answer.submittedAt().isAfter(now)) {
        suite.send(answer);
      }
    }
  }

  /** A sample that could not be sent is no reason to stop sending. */
  private void guarded(Sending sending) {
    try {
      sending.run();
    } catch (IOException | RuntimeException e) {
      log.warn("sample traffic was not taken: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Sending {
    void run() throws IOException, InterruptedException;
  }
}
