package dev.barometer.benchmarks.rebuild;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.history.PublishedTallies;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.benchmarks.service.ShippedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Sets the row up: a past of 30 days on the topic of responses. */
public final class Rebuild {
  static final String SECONDS = "s in all";

  private static final int DAYS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Bench bench;
  private final History history;
  private final Map<String, byte[]> expected;

  private Rebuild(Bench bench, History history, Map<String, byte[]> expected) {
    this.bench = bench;
    this.history = history;
    this.expected = expected;
  }

  public static Row row(Bench bench) throws Exception {
    int days = bench.scale().events(2, DAYS);
    History history = History.ofDays("r-", bench.scale().events(20_000, 1_000_000), days);
    ShippedService.of(bench, ScoringService.NAME);
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    int records = history.write(bench.broker().bootstrapServers());
    BatchTallies batch = new BatchTallies();
    batch.count(history);
    Rebuild rebuild = new Rebuild(bench, history, batch.records());
    String method =
        """
        %,d responses of the last %d days in %,d records (some repeated, revised, withdrawn) on %d partitions; 13 scopes each, %,d tallies of hours and \
        days. scoring-service is started as in its image, on one core, exactly once, with empty state and nothing told; its time is from the start of the process \
        until every tally stands on its topic, committed, byte for byte as an independent batch computation wrote it, and so the same in each \
        repetition. "of it" counts from the first tally that was told: without the start. PostgreSQL is a warm server on the same core that computes \
        the same hours and days, and the four windows, from raw rows that are already corrected; its totals are compared with the batch computation's."""
            .formatted(
                history.count(), DAYS, records, ScoringService.PARTITIONS, rebuild.expected.size());
    return new Row(
        "7",
        "Rebuild every score from the log",
        method,
        List.of(
            Contestant.of("scoring-service, from the log", rebuild::fromTheLog),
            Contestant.of(
                "PostgreSQL, full recomputation",
                () -> new Recomputation(bench, history, batch).run())));
  }

  private Trial fromTheLog() throws Exception {
    ScoringService.reset(bench);
    List<Long> firstPublished = new ArrayList<>();
    long began = System.nanoTime();
    try (Measured scoring = ScoringService.start(bench, bench.folder("rebuild-state"), "rebuild");
        PublishedTallies published =
            new PublishedTallies(
                bench.broker().bootstrapServers(),
                expected,
                (key, value) -> {
                  if (firstPublished.isEmpty()) {
                    firstPublished.add(System.nanoTime());
                  }
                })) {
      try {
        Waiting.until("all tallies are told", PATIENCE, scoring, published::isComplete);
      } catch (TimeoutException e) {
        throw new WrongResultException(published.difference());
      }
      Usage usage = new Usage(Duration.ofNanos(System.nanoTime() - began), scoring.cpu());
      double seconds = usage.wall().toNanos() / 1e9;
      double telling = (System.nanoTime() - firstPublished.get(0)) / 1e9;
      return Trial.of(history.count(), usage)
          .with(SECONDS, seconds)
          .with("s of it from the first tally told", telling)
          .with("tallies told", published.records());
    }
  }
}
