package dev.barometer.benchmarks.recovery;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.FlinkJob;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.history.PublishedTallies;
import dev.barometer.benchmarks.history.SteadyLoad;
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
  private static final String PUBLISHED = "told";
  private static final int DAYS = 30;
  private static final int RATE = 1_000;

  /** How long the load goes on before the kill. */
  private static final Duration STRETCH = Duration.ofSeconds(3);

  /** Behind by no more than what comes in this time: the service is where the log is. */
  private static final Duration NO_LAG = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Bench bench;
  private final Path state;
  private final BatchTallies batch = new BatchTallies();
  private final RatedCount rated = new RatedCount();
  private int kills;

  private Recovery(Bench bench, Path state) {
    this.bench = bench;
    this.state = state;
  }

  public static Row row(Bench bench) throws Exception {
    int sources = bench.scale().events(20_000, 1_000_000);
    int days = bench.scale().events(2, DAYS);
    History history = History.ofDays("r-", sources, days);
    ShippedService.of(bench, ScoringService.NAME);
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    history.write(bench.broker().bootstrapServers());
    bench.broker().createTopics(List.of(PUBLISHED), 1);
    Recovery recovery = new Recovery(bench, bench.folder("recovery-state"));
    recovery.batch.count(history);
    recovery.rated.add(history, history.count());
    String method =
        """
        scoring-service, started as in its image, on one core, exactly once, on %d partitions, knows %,d sources; %,d responses a second come in when it is killed \
        as by kill -9, and go on coming. It is started again at once. The time is from the kill until a reader of committed records sees tallies that \
        count every response given before the kill, and every later one but those of the last second. Checked: in between no tally that anyone can see counts less than the one before it or more \
        than there is in the end, the version of none goes back, and in the end each is byte for byte that of an independent batch computation. Flink remembers \
        as many sources by their ids in RocksDB, counts each as its last revision says, for one scope in hour buckets, with a checkpoint each second, and goes on from \
        the latest one; its total is told each 250 ms, never shrinks, and is right in the end."""
            .formatted(ScoringService.PARTITIONS, sources, RATE);
    return new Row(
        "8",
        "kill -9 of the scoring under load, until it is where the log is",
        method,
        List.of(
            Contestant.of("scoring-service", recovery::killAndWait),
            Contestant.of("Flink, restored from its checkpoint", recovery::killFlink)));
  }

  private Trial killAndWait() throws Exception {
    kills++;
    TellingWatch watch = new TellingWatch();
    try (PublishedTallies published =
            new PublishedTallies(bench.broker().bootstrapServers(), batch.records(), watch::see);
        Measured scoring = start()) {
      Waiting.until("the state is there", PATIENCE, scoring, published::isComplete);
      watch.begin();
      History given = load();
      try (SteadyLoad load = SteadyLoad.start(bench.broker().bootstrapServers(), given, RATE)) {
        long before = watch.counted();
        Waiting.until("responses come in", PATIENCE, scoring, () -> goesOn(load, published));
        scoring.kill();
        long killed = System.nanoTime();
        try (Measured again = start()) {
          Waiting.until(
              "the lag is gone",
              PATIENCE,
              again,
              () -> {
                published.isComplete();
                return watch.counted() - before >= due(load, killed);
              });
          Duration wall = Duration.ofNanos(System.nanoTime() - killed);
          Duration cpu = again.cpu().orElse(Duration.ZERO);
          check(again, load, given, published, watch);
          return trial(wall, cpu);
        }
      }
    }
  }

  /** What must be counted: all that was given before the kill, and all but the last moments. */
  private static int due(SteadyLoad load, long killed) {
    return load.due(Math.max(killed, System.nanoTime() - NO_LAG.toNanos()));
  }

  private static Trial trial(Duration wall, Duration cpu) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("s until the lag is gone", wall.toMillis() / 1e3);
    measures.put("CPU s until then", cpu.toMillis() / 1e3);
    return new Trial(measures);
  }

  private Trial killFlink() throws Exception {
    kills++;
    Path folder = bench.folder("flink-recovery");
    try (PublishedCount published =
            new PublishedCount(bench.broker().bootstrapServers(), PUBLISHED);
        Measured job = startFlink(folder)) {
      Waiting.until("the state is there", PATIENCE, job, () -> published.equalsCount(rated));
      published.begin();
      History given = load();
      try (SteadyLoad load = SteadyLoad.start(bench.broker().bootstrapServers(), given, RATE)) {
        Waiting.until(
            "responses come in",
            PATIENCE,
            job,
            () -> published.read() > 0 && load.sent() >= RATE * STRETCH.toSeconds());
        job.kill();
        long killed = System.nanoTime();
        try (Measured again = startFlink(folder)) {
          Waiting.until(
              "the lag is gone",
              PATIENCE,
              again,
              () -> published.read() - rated.n() >= due(load, killed));
          Duration wall = Duration.ofNanos(System.nanoTime() - killed);
          Duration cpu = again.cpu().orElse(Duration.ZERO);
          count(given, load.end());
          Waiting.until("all is told", PATIENCE, again, () -> published.equalsCount(rated));
          return trial(wall, cpu);
        }
      }
    }
  }

  private Measured startFlink(Path folder) throws Exception {
    Measured job = FlinkJob.start(bench, "remembered", "rocksdb", folder);
    bench.cores().pinContestant(job.handle());
    return job;
  }

  private History load() {
    return History.untilNow("load-" + kills + "-", RATE * (int) PATIENCE.toSeconds());
  }

  /** What was given counts from now on, whoever is asked. */
  private void count(History given, int responses) {
    for (int number = 0; number < responses; number++) {
      batch.count(given, number);
    }
    rated.add(given, responses);
  }

  private Measured start() throws Exception {
    return ScoringService.start(bench, state, "recovery");
  }

  private static boolean goesOn(SteadyLoad load, PublishedTallies published)
      throws WrongResultException {
    published.isComplete();
    return load.sent() >= RATE * STRETCH.toSeconds();
  }

  private void check(
      Measured scoring,
      SteadyLoad load,
      History given,
      PublishedTallies published,
      TellingWatch watch)
      throws Exception {
    count(given, load.end());
    published.expect(batch.records());
    try {
      Waiting.until("all is told", PATIENCE, scoring, published::isComplete);
    } catch (TimeoutException e) {
      throw new WrongResultException(published.difference());
    }
    watch.check(batch.byKey());
  }
}
