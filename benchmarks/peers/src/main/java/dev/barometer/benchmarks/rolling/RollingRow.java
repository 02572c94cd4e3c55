package dev.barometer.benchmarks.rolling;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Feed;
import dev.barometer.benchmarks.harness.Feed.Item;
import dev.barometer.benchmarks.harness.FlinkJob;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Outputs;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Rolling NPS of one scope over 24 hours, 7 days and 30 days. */
public final class RollingRow {
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PUBLISHED = "told";

  private static final String METHOD =
      """
      Responses with one NPS answer, without dimensions, in the order of their times over 30 days. All are in the topic before \
      the clock starts, unseen in an open transaction; they are seen when it is committed, and the clock stops when the last \
      score has been read. Each contestant is warm, with earlier responses that it scored right. Checked: n and NPS of the three \
      windows, against a count of all responses. Barometer is the scoring-service as it is shipped: it also checks each \
      response, remembers it by its id, and keeps and tells hour and day tallies and two scopes, all exactly once. The peers \
      read two fields, keep three numbers per window or bucket, and know nothing of repeats and corrections.""";

  private final Bench bench;
  private final int partitions;

  /** How many events a contestant gets: a slow one fewer, because rates are compared. */
  private record Size(int warm, int measured) {}

  /** Who takes part and how it is started. */
  private interface Entrant {
    Measured start() throws Exception;
  }

  private RollingRow(Bench bench, int partitions) {
    this.bench = bench;
    this.partitions = partitions;
  }

  /** Row 3a: windows as the documentation shows them. */
  public static Row shown(Bench bench) {
    RollingRow row = new RollingRow(bench, 1);
    return new Row(
        "3a",
        "Rolling scores of one scope, beside windows as they are documented",
        METHOD
            + " One partition, so that no peer has late events. Flink tells each window once, when it ends; Kafka Streams and"
            + " Barometer tell what changed at each commit. A slow contestant gets fewer events.",
        List.of(
            row.barometer(row.size(150_000, 400_000)),
            row.eventTime("Kafka Streams hopping windows", row.size(600, 3_000), row::startHopping),
            row.eventTime(
                "Flink sliding windows, heap",
                row.size(2_000, 10_000),
                () -> row.startFlink("sliding", "hashmap")),
            row.eventTime(
                "Flink sliding windows, RocksDB",
                row.size(600, 3_000),
                () -> row.startFlink("sliding", "rocksdb"))));
  }

  /** Row 3b: the best that can be built with the peers. */
  public static Row best(Bench bench) {
    RollingRow row = new RollingRow(bench, 8);
    Size size = row.size(200_000, 500_000);
    return new Row(
        "3b",
        "Rolling scores of one scope, beside the best shape of each peer",
        METHOD
            + " Eight partitions. Flink: one hour bucket read and written per response, windows summed and told each second;"
            + " checkpoints each second, exactly once to the sink. The plain consumer keeps its buckets in a map, tells them"
            + " each second, and loses everything when it ends.",
        List.of(
            row.barometer(size),
            row.clockTime(
                "Flink hour buckets, RocksDB", size, () -> row.startFlink("buckets", "rocksdb")),
            row.clockTime(
                "Flink hour buckets, heap", size, () -> row.startFlink("buckets", "hashmap")),
            row.clockTime("plain consumer, a map, not durable", size, row::startPlain)));
  }

  private Size size(int quick, int full) {
    int measured = bench.scale().events(quick, full);
    return new Size(Math.max(measured * 2 / 3, 300), measured);
  }

  private Contestant barometer(Size size) {
    return Contestant.of(
        "Barometer",
        () -> {
          PublishedScores published = new PublishedScores();
          bench.broker().wipe();
          try (Measured process =
              ScoringService.startOnBothCores(
                  bench,
                  bench.folder("scoring"),
                  "scoring",
                  "--barometer.topics.partitions=" + partitions)) {
            bench.broker().awaitTopics(List.of(Topics.RESPONSES, Topics.SCORES));
            try (Outputs outputs =
                new Outputs(bench.broker(), List.of(Topics.SCORES), published::readScores)) {
              return run(process, outputs, published, size, false);
            }
          }
        });
  }

  /** One whose windows end with the time of the events. */
  private Contestant eventTime(String name, Size size, Entrant entrant) {
    return peer(name, size, entrant, true);
  }

  /** One whose windows end with the hour of the clock, as Barometer's do. */
  private Contestant clockTime(String name, Size size, Entrant entrant) {
    return peer(name, size, entrant, false);
  }

  private Contestant peer(String name, Size size, Entrant entrant, boolean byEventTime) {
    return Contestant.of(
        name,
        () -> {
          PublishedScores published = new PublishedScores();
          bench.broker().wipe();
          bench.broker().createTopics(List.of(Topics.RESPONSES, PUBLISHED), partitions);
          try (Measured process = entrant.start();
              Outputs outputs =
                  new Outputs(bench.broker(), List.of(PUBLISHED), published::readText)) {
            return run(process, outputs, published, size, byEventTime);
          }
        });
  }

  private Trial run(
      Measured process, Outputs outputs, PublishedScores published, Size size, boolean byEventTime)
      throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
    Instant begin = end.minus(HISTORY);
    int all = size.warm + size.measured;
    // Whole hours, so that windows end where the warm-up does.
    long warmHours = HISTORY.toHours() * size.warm / all;
    Instant warm = begin.plus(Duration.ofHours(warmHours));
    Ratings ratings = Ratings.between(begin, end, all);
    int first = ratings.before(warm);
    try (Feed feed = new Feed(bench.broker())) {
      feed.write(items(ratings, 0, first, warm, byEventTime));
      feed.show();
      outputs.readUntilRight(
          process,
          Stopwatch.start(process),
          PATIENCE,
          () ->
              published.check(
                  ratings, first, byEventTime ? warm.toEpochMilli() : published.latestEnd()));
      bench.cores().pinContestant(process.handle());
      feed.write(items(ratings, first, all, end, byEventTime));
      Stopwatch watch = Stopwatch.start(process);
      feed.show();
      Usage used =
          outputs.readUntilRight(
              process,
              watch,
              PATIENCE,
              () ->
                  published.check(
                      ratings, all, byEventTime ? end.toEpochMilli() : published.latestEnd()));
      return Trial.of(all - first, used);
    }
  }

  private static List<Item> items(
      Ratings ratings, int from, int to, Instant end, boolean byEventTime) {
    List<Item> items = new ArrayList<>(ratings.items(from, to));
    if (byEventTime) {
      items.add(Ratings.timeGoesOn(end));
    }
    return items;
  }

  private Measured startPlain() throws IOException {
    return bench.contestant("plain", own(PlainConsumer.class));
  }

  private Measured startHopping() throws IOException {
    List<String> java = own(HoppingWindows.class);
    java.add(bench.folder("hopping-state").toString());
    return bench.contestant("hopping", java);
  }

  private List<String> own(Class<?> main) {
    return new ArrayList<>(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            bench.broker().bootstrapServers()));
  }

  private Measured startFlink(String shape, String backend) throws IOException {
    return FlinkJob.start(bench, shape, backend, bench.folder("flink-state"));
  }
}
