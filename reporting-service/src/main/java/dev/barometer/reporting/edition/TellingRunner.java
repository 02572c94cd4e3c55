package dev.barometer.reporting.edition;

import dev.barometer.contract.Topics;
import dev.barometer.contract.report.Report;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.waiting.Acknowledgement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes editions, and tells of each of their steps, in order, on the topic. What is to be told
 * stands in the document of the edition until it is; it is due before it is written, so that
 * another instance tells it where this one dies.
 */
class TellingRunner {
  static final String TELL = "report.tell";
  private static final String SOURCE = "/barometer/reporting-service";

  /** Longer than a write takes: what is due before its cause finds it, or is due again after it. */
  static final Duration IN_CASE = Duration.ofSeconds(30);

  private final EditionRepository editions;
  private final Function<Outgoing, CompletableFuture<Void>> topic;
  private final Supplier<List<EditionFollower>> followers;
  private final Supplier<Timetable> timetable;
  private final Clock clock;

  TellingRunner(
      EditionRepository editions,
      Function<Outgoing, CompletableFuture<Void>> topic,
      Supplier<List<EditionFollower>> followers,
      Supplier<Timetable> timetable,
      Clock clock) {
    this.editions = editions;
    this.topic = topic;
    this.followers = followers;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** Whether it is kept; there is one of this id else. */
  boolean add(Edition edition) {
    return written(edition.reportId(), () -> editions.add(edition));
  }

  /** Whether it is kept; else somebody changed it since it was read. */
  boolean put(Edition before, Edition after) {
    return written(before.reportId(), () -> editions.put(before, after));
  }

  private boolean written(String reportId, Supplier<Boolean> write) {
    due(reportId, clock.instant().plus(IN_CASE));
    boolean isKept = write.get();
    // Also where it is not: what somebody else wants told was put off above.
    due(reportId, clock.instant());
    return isKept;
  }

  private void due(String reportId, Instant at) {
    timetable.get().schedule(new Due(TELL, reportId, at));
  }

  /** What was written and is due nowhere, as after a death between two writes. */
  void resume() {
    editions.untold().forEach(id -> due(id, clock.instant()));
  }

  /** Tells what is not told. May be done again at any point. */
  void tell(String reportId) {
    while (true) {
      String teller = UUID.randomUUID().toString();
      List<Telling> untold = editions.claim(reportId, teller);
      if (untold.isEmpty()) {
        return;
      }
      for (Telling one : untold) {
        if (one.isOfPublication()) {
          editions.find(reportId).ifPresent(this::follow);
        }
        Acknowledgement.await(topic.apply(outgoing(one)));
      }
      if (!editions.told(reportId, teller, untold.get(untold.size() - 1).revision())) {
        // Somebody else told, too, perhaps of later steps before these: so the last is told again.
        editions.tellAgain(reportId);
      }
    }
  }

  private static Outgoing outgoing(Telling one) {
    Report report = one.report();
    return new Outgoing(
        Topics.REPORTS,
        report.reportId(),
        report,
        report.reportId() + "-" + report.revision(),
        SOURCE,
        one.type(),
        report.at());
  }

  private void follow(Edition published) {
    followers.get().forEach(one -> one.published(published));
  }
}
