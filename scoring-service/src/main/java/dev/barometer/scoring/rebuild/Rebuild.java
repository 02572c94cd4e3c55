package dev.barometer.scoring.rebuild;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.scoring.rebuild.Comparison.Difference;
import dev.barometer.scoring.rebuild.Comparison.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The steps of a rebuild: score again, compare, and, if told so, put in place. */
final class Rebuild {
  /** So long two sides that both run may publish the same thing at different moments. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final String truth;
  private final String into;
  private final BrokerClient broker;
  private final PublishedReader published;
  private final ReplacementPublisher publisher;
  private final Clock clock;

  /**
   * @param truth the application id under which the service scores
   * @param into the one under which is scored again, and under which the service goes on after a
   *     switch
   */
  Rebuild(
      String truth,
      String into,
      BrokerClient broker,
      PublishedReader published,
      ReplacementPublisher publisher,
      Clock clock) {
    this.truth = truth;
    this.into = into;
    this.broker = broker;
    this.published = published;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * What came out.
   *
   * @param isRight whether what is published equals what was rebuilt
   * @param lines for people
   */
  record Report(boolean isRight, List<String> lines) {}

  String tallies() {
    return Topics.TALLIES + "." + into;
  }

  String scores() {
    return Topics.SCORES + "." + into;
  }

  /** Makes the topics; refuses where the application runs, as the service or as a rebuild. */
  void prepare() throws ExecutionException, InterruptedException {
    if (into.equals(truth) || broker.isRunning(into)) {
      throw new IllegalStateException(into + " is in use; choose another application id");
    }
    broker.makeLikeTallies(List.of(tallies(), scores()));
  }

  /** Whether nobody publishes anything at the moment but the rebuild. */
  void requireStopped() throws ExecutionException, InterruptedException {
    if (broker.isRunning(truth)) {
      throw new IllegalStateException(
          "stop all instances of scoring-service first: " + truth + " has members");
    }
  }

  /** Compares; where the service runs meanwhile, only what stays different is a difference. */
  Report compare(int shown) throws InterruptedException {
    Comparison first = compareNow();
    if (first.isEqual()) {
      return report(first, 0, shown);
    }
    Thread.sleep(SETTLING.toMillis());
    Comparison second = compareNow();
    Comparison settled = second.settledSince(first);
    return report(settled, second.differences().size() - settled.differences().size(), shown);
  }

  private Comparison compareNow() {
    return Comparison.of(published.last(Topics.TALLIES), published.last(tallies()));
  }

  /**
   * Makes what was rebuilt the truth; the rebuild itself must have stopped. Whoever breaks off here
   * does it again: the old application does not start any more, so nothing comes in between.
   */
  Report switchOver() throws ExecutionException, InterruptedException {
    requireStopped();
    broker.retire(truth);
    requireStopped();
    long replaced =
        replace(Topics.TALLIES, tallies(), EventTypes.TALLIES_UPDATED)
            + replace(Topics.SCORES, scores(), EventTypes.SCORES_UPDATED);
    Comparison after = compareNow();
    if (!after.isEqual()) {
      return new Report(false, List.of("somebody else writes to " + Topics.TALLIES));
    }
    broker.delete(List.of(tallies(), scores()));
    return new Report(
        true,
        List.of(
            replaced + " records were published anew",
            "start scoring-service with barometer.scoring.application-id=" + into));
  }

  private long replace(String topic, String rebuiltTopic, String type)
      throws ExecutionException, InterruptedException {
    Map<String, Published> rebuilt = published.last(rebuiltTopic);
    Comparison comparison = Comparison.of(published.last(topic), rebuilt);
    Instant now = clock.instant();
    if (comparison.differences().stream()
        .anyMatch(each -> each.published() >= now.toEpochMilli())) {
      throw new IllegalStateException("what was published is ahead of the clock of this machine");
    }
    publisher.replace(topic, type, comparison, rebuilt, now);
    return comparison.differences().size();
  }

  private static Report report(Comparison comparison, long moving, int shown) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d equal, %d different, %d missing, %d surplus"
            .formatted(
                comparison.equal(),
                comparison.count(Kind.DIFFERENT),
                comparison.count(Kind.MISSING),
                comparison.count(Kind.SURPLUS)));
    if (moving > 0) {
      lines.add(
          moving + " changed while they were compared; stop scoring-service to compare them, too");
    }
    comparison.differences().stream().limit(shown).map(Rebuild::line).forEach(lines::add);
    return new Report(comparison.isEqual(), List.copyOf(lines));
  }

  private static String line(Difference difference) {
    return "%s %s (published with sequence %d, rebuilt with %d)"
        .formatted(
            difference.kind().name().toLowerCase(Locale.ROOT),
            difference.key(),
            difference.published(),
            difference.rebuilt());
  }
}
