package dev.barometer.benchmarks.recovery;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.history.SteadyLoad;
import dev.barometer.benchmarks.history.ToldTallies;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.benchmarks.service.ShippedService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Sets the row up: a state of many sources, made once; each kill is under a load of its own. */
public final class Recovery {
  private static final int DAYS = 30;
  private static final int RATE = 1_000;

  /** How long the load goes on before the kill. */
  private static final Duration STRETCH = Duration.ofSeconds(3);

  /** Behind by no more than what comes in this time: the service is where the log is. */
  private static final Duration NO_LAG = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Bench bench;
  private final Path state;
  private final BatchTallies batch;
  private int kills;

  private Recovery(Bench bench, Path state, BatchTallies batch) {
    this.bench = bench;
    this.state = state;
    this.batch = batch;
  }

  public static Row row(Bench bench) throws Exception {
    int sources = bench.scale().events(20_000, 1_000_000);
    int days = bench.scale().events(2, DAYS);
    History history = History.ofDays("r-", sources, days);
    ShippedService.of(bench, ScoringService.NAME);
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    history.write(bench.broker().bootstrapServers());
    BatchTallies batch = new BatchTallies();
    batch.count(history);
    Recovery recovery = new Recovery(bench, bench.folder("recovery-state"), batch);
    String method =
        """
        scoring-service, started as in its image, on one core, exactly once, on %d partitions, knows %,d sources; %,d responses a second come in when it is killed \
        as by kill -9, and go on coming. It is started again at once. The time is from the kill until a reader of committed records sees tallies that \
        count every response but those of the last second. Checked: in between no tally that anyone can see counts less than the one before it or more \
        than there is in the end, the version of none goes back, and in the end each is byte for byte that of an independent batch computation."""
            .formatted(ScoringService.PARTITIONS, sources, RATE);
    return new Row(
        "8",
        "kill -9 of the scoring under load, until it is where the log is",
        method,
        List.of(
            Contestant.of("scoring-service", recovery::killAndWait),
            Contestant.notRun(
                "Flink, restore from a checkpoint",
                "the Flink jobs of this benchmark keep hour buckets and no sources: what they restore is"
                    + " not this state")));
  }

  private Trial killAndWait() throws Exception {
    kills++;
    TellingWatch watch = new TellingWatch();
    try (ToldTallies told =
            new ToldTallies(bench.broker().bootstrapServers(), batch.records(), watch::see);
        Measured scoring = start()) {
      Waiting.until("the state is there", PATIENCE, scoring, told::isComplete);
      watch.begin();
      History given = History.untilNow("load-" + kills + "-", RATE * (int) PATIENCE.toSeconds());
      try (SteadyLoad load = SteadyLoad.start(bench.broker().bootstrapServers(), given, RATE)) {
        long before = watch.counted();
        Waiting.until("responses come in", PATIENCE, scoring, () -> goesOn(load, told));
        scoring.kill();
        long killed = System.nanoTime();
        try (Measured again = start()) {
          Waiting.until(
              "the lag is gone",
              PATIENCE,
              again,
              () -> {
                told.isComplete();
                long due = load.due(System.nanoTime() - NO_LAG.toNanos());
                return watch.counted() - before >= due;
              });
          Duration wall = Duration.ofNanos(System.nanoTime() - killed);
          Duration cpu = again.cpu().orElse(Duration.ZERO);
          check(again, load, given, told, watch);
          Map<String, Double> measures = new LinkedHashMap<>();
          measures.put("s until the lag is gone", wall.toMillis() / 1e3);
          measures.put("CPU s until then", cpu.toMillis() / 1e3);
          return new Trial(measures);
        }
      }
    }
  }

  private Measured start() throws Exception {
    return ScoringService.start(bench, state, "recovery");
  }

  private static boolean goesOn(SteadyLoad load, ToldTallies told) throws WrongResultException {
    told.isComplete();
    return load.sent() >= RATE * STRETCH.toSeconds();
  }

  private void check(
      Measured scoring, SteadyLoad load, History given, ToldTallies told, TellingWatch watch)
      throws Exception {
    int sent = load.end();
    for (int number = 0; number < sent; number++) {
      batch.count(given, number);
    }
    told.expect(batch.records());
    try {
      Waiting.until("all is told", PATIENCE, scoring, told::isComplete);
    } catch (TimeoutException e) {
      throw new WrongResultException(told.difference());
    }
    watch.check(batch.byKey());
  }
}
