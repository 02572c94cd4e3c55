package dev.barometer.benchmarks.tally;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Feed;
import dev.barometer.benchmarks.harness.Feed.Item;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.history.PublishedTallies;
import dev.barometer.benchmarks.postgres.PostgresServer;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.contract.Topics;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** The whole job: every dimension, repeats and corrections, tallies of every scope and bucket. */
public final class TallyRow {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String METHOD =
      """
      A day of responses in the order of their times, three scores each, in 13 scopes (all, nine dimensions, three pairs) and so \
      in 26 buckets; one in a hundred comes twice, one in fifty is revised, one in two hundred withdrawn. All are in the topic \
      before the clock starts, unseen in an open transaction; the clock stops when every tally of every scope, hour and day is \
      right, byte for byte where Barometer tells it. Checked against a count that knows but the last word of each response. \
      Barometer is the scoring-service as it is shipped, up to the topics of tallies and scores""";

  private final Bench bench;
  private final Past past;

  private TallyRow(Bench bench, Past past) {
    this.bench = bench;
    this.past = past;
  }

  /** What is read, a part of it to be warm, and what must be published then. */
  private record Past(History warm, History measured) {
    static Past of(int size) {
      return new Past(History.ofDays("w", size * 2 / 3, 1), History.ofDays("m", size, 1));
    }

    static List<Item> items(History history) {
      List<Item> items = new ArrayList<>();
      history.forEachRecord(
          response ->
              items.add(new Item(Topics.RESPONSES, response.id(), FactJson.write(response))));
      return items;
    }

    Map<String, byte[]> recordsWhenWarm() {
      BatchTallies tallies = new BatchTallies();
      tallies.count(warm);
      return tallies.records();
    }

    BatchTallies tallies() {
      BatchTallies tallies = new BatchTallies();
      tallies.count(warm);
      tallies.count(measured);
      return tallies;
    }
  }

  /** Row 3c. */
  public static Row job(Bench bench) {
    TallyRow row = new TallyRow(bench, Past.of(bench.scale().events(60_000, 600_000)));
    TallyRow slow = new TallyRow(bench, Past.of(bench.scale().events(3_000, 9_000)));
    return new Row(
        "3c",
        "The real job: all scopes, repeats, corrections, exactly once",
        METHOD
            + "; the read model's part is not run, because that is a MongoDB server's. The peer is a consumer that keeps revisions,"
            + " positions and tallies in PostgreSQL, one upsert per response, scope and bucket, in one transaction per poll: so it"
            + " counts exactly once, too. It gets fewer events; its processor time is that of consumer and server.",
        List.of(
            row.barometer("Barometer"),
            slow.upserts(),
            Contestant.notRun("plain consumer, $inc per event in MongoDB", "no MongoDB server")));
  }

  /** Row 4. */
  public static Row guarantee(Bench bench) {
    TallyRow row = new TallyRow(bench, Past.of(bench.scale().events(60_000, 400_000)));
    return new Row(
        "4",
        "What exactly once costs",
        METHOD + ", with each guarantee and at two commit intervals.",
        List.of(
            row.barometer("at least once, 1 s", atLeastOnce(), commitEach("1s")),
            row.barometer("exactly once, 1 s", commitEach("1s")),
            row.barometer("at least once, 100 ms", atLeastOnce(), commitEach("100ms")),
            row.barometer("exactly once, 100 ms", commitEach("100ms"))));
  }

  private static List<String> atLeastOnce() {
    return List.of(
        "--" + ScoringService.STREAMS + "processing.guarantee=at_least_once",
        // The work is seen when its transaction ends, whoever reads it.
        "--" + ScoringService.STREAMS + "consumer.isolation.level=read_committed");
  }

  private static List<String> commitEach(String interval) {
    return List.of("--barometer.scoring.emit-interval=" + interval);
  }

  @SafeVarargs
  private Contestant barometer(String name, List<String>... settings) {
    String[] all = List.of(settings).stream().flatMap(List::stream).toArray(String[]::new);
    return Contestant.of(name, () -> runBarometer(all));
  }

  private Trial runBarometer(String[] settings) throws Exception {
    bench.broker().wipe();
    Map<String, byte[]> whenWarm = past.recordsWhenWarm();
    Map<String, byte[]> inTheEnd = past.tallies().records();
    try (Measured process =
        ScoringService.startOnBothCores(bench, bench.folder("scoring"), "scoring", settings)) {
      bench.broker().awaitTopics(List.of(Topics.RESPONSES, Topics.TALLIES));
      try (Feed feed = new Feed(bench.broker());
          PublishedTallies published =
              new PublishedTallies(
                  bench.broker().bootstrapServers(), whenWarm, (key, value) -> {})) {
        feed.write(Past.items(past.warm));
        feed.show();
        awaitRight(process, published);
        bench.cores().pinContestant(process.handle());
        published.expect(inTheEnd);
        List<Item> items = Past.items(past.measured);
        feed.write(items);
        Stopwatch watch = Stopwatch.start(process);
        feed.show();
        awaitRight(process, published);
        return Trial.of(items.size(), watch.used());
      }
    }
  }

  private static void awaitRight(Measured process, PublishedTallies published) throws Exception {
    try {
      Waiting.until("the tallies are right", PATIENCE, process, published::isComplete);
    } catch (TimeoutException e) {
      throw new TimeoutException(e.getMessage() + ": " + published.difference());
    }
  }

  private Contestant upserts() {
    return Contestant.of("plain consumer, upsert per event in PostgreSQL", this::runUpserts);
  }

  private Trial runUpserts() throws Exception {
    bench.broker().wipe();
    bench.broker().createTopics(List.of(Topics.RESPONSES), ScoringService.PARTITIONS);
    Map<String, Tallies> inTheEnd = past.tallies().byKey();
    try (PostgresServer postgres = PostgresServer.start(bench);
        UpsertTables tables = new UpsertTables(postgres.connect())) {
      tables.create(ScoringService.PARTITIONS);
      List<String> java =
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              UpsertConsumer.class.getName(),
              bench.broker().bootstrapServers(),
              postgres.url());
      try (Measured consumer = bench.contestant("upserts", java);
          Feed feed = new Feed(bench.broker())) {
        List<Item> warm = Past.items(past.warm);
        feed.write(warm);
        feed.show();
        Waiting.until("all is read", PATIENCE, consumer, () -> tables.read() >= warm.size());
        bench.cores().pinContestant(consumer.handle());
        List<Item> items = Past.items(past.measured);
        feed.write(items);
        Stopwatch watch = Stopwatch.start(consumer, postgres.process());
        feed.show();
        long all = warm.size() + items.size();
        Waiting.until("all is read", PATIENCE, consumer, () -> tables.read() >= all);
        Usage used = watch.used();
        tables.check(inTheEnd);
        return Trial.of(items.size(), used);
      }
    }
  }
}
