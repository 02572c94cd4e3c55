package dev.barometer.benchmarks.http;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.service.AskingApi;
import dev.barometer.benchmarks.service.EmbeddedDatabase;
import dev.barometer.benchmarks.service.HttpProbe;
import dev.barometer.benchmarks.service.LoadRun;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.benchmarks.service.ShippedService;
import dev.barometer.benchmarks.service.SurveyService;
import dev.barometer.contract.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Sets the row up: many links first, then a form to each of them, closed and open loop. */
public final class FormPosts {
  private static final int RATE = 200;
  private static final int CONNECTIONS = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final long LOOK_EACH_MILLIS = 200;

  private final Bench bench;
  private final int warming;
  private final int closed;
  private final int seconds;

  /** Whether all that follows from so many answers has been done. */
  private interface Done {
    boolean isDone(long answers) throws Exception;
  }

  private FormPosts(Bench bench) {
    this.bench = bench;
    this.warming = bench.scale().events(1_500, 4_000);
    this.closed = bench.scale().events(1_000, 3_000);
    this.seconds = bench.scale().events(5, 15);
  }

  public static Row row(Bench bench) throws Exception {
    ShippedService.of(bench, SurveyService.NAME);
    FormPosts posts = new FormPosts(bench);
    String method =
        """
        POST /s/{link} with the form of a survey of two ratings and a text, as a browser without scripts sends it, each by a link of its own that was \
        asked for by POST /api/invitations before; %d connections. The page that is opened before and the one that is led to after it are not in it. survey-service, \
        started as in its image, knows the link, checks the form against the survey, keeps the answer so that it can be changed, and writes it with acks=all; on the same core its gate \
        goes on to the fact topic, and the invitation becomes answered on its own topic. Its database is the embedded one (in memory, on the core of \
        the load), not MongoDB: nothing is claimed of MongoDB. The ceiling is a bare Spring Boot form with the same web server and producer that looks at \
        nothing. %,d posts to be warm; rate and CPU are of %,d in a closed loop, the work of gate and invitations included; latencies of an open loop at %d a second for %d s, \
        from when each was due. Checked: every post of the closed loop is taken, each that was taken is one record on the topic and, in the end, one answered invitation."""
            .formatted(CONNECTIONS, posts.warming, posts.closed, RATE, posts.seconds);
    return new Row(
        "11",
        "Answers posted from the page",
        method,
        List.of(
            Contestant.of("survey-service (embedded database, not MongoDB)", posts::survey),
            Contestant.of("bare form that only produces", posts::bare)));
  }

  private int all() {
    return warming + closed + RATE * seconds;
  }

  private Trial survey() throws Exception {
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    String token = UUID.randomUUID().toString();
    int port = EmbeddedDatabase.freePort();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(bench);
        Measured survey = SurveyService.start(bench, port, token, database);
        MongoClient client = MongoClients.create(database.uri())) {
      HttpProbe probe = new HttpProbe(port, token);
      Waiting.until("the service is ready", PATIENCE, survey, probe::isReady);
      AskingApi asking = new AskingApi(probe);
      asking.publishSurvey();
      asking.start("by-hand", "\"trigger\":{\"on\":\"manual\"}");
      return measure(
          survey, port, asking.ask("by-hand", all()), answers -> answered(client) == answers);
    }
  }

  private static long answered(MongoClient client) {
    return client
        .getDatabase(EmbeddedDatabase.NAME)
        .getCollection("invitations")
        .countDocuments(Filters.eq("status", "answered"));
  }

  private Trial bare() throws Exception {
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    int port = EmbeddedDatabase.freePort();
    try (Measured bare =
        bench.contestant(
            "bare",
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareEndpoint.class.getName(),
                "--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + bench.broker().bootstrapServers()))) {
      bench.cores().pinContestant(bare.handle());
      HttpProbe probe = new HttpProbe(port, "");
      Waiting.until("the service is ready", PATIENCE, bare, probe::isReady);
      List<String> links = IntStream.range(0, all()).mapToObj("%022d"::formatted).toList();
      return measure(bare, port, links, answers -> true);
    }
  }

  private Trial measure(Measured service, int port, List<String> links, Done done)
      throws Exception {
    LoadRun warm = post(port, links.subList(0, warming), 0);
    await(service, warm.acknowledged(), done);

    Stopwatch watch = Stopwatch.start(service);
    LoadRun fast = post(port, links.subList(warming, warming + closed), 0);
    await(service, warm.acknowledged() + fast.acknowledged(), done);
    Usage used = watch.used();
    LoadRun steady = post(port, links.subList(warming + closed, all()), RATE);
    long acknowledged = warm.acknowledged() + fast.acknowledged() + steady.acknowledged();
    long sent = System.nanoTime();
    await(service, acknowledged, done);
    double behind = (System.nanoTime() - sent) / 1e9;

    WrongResultException.check(
        "the number of posts that failed", 0L, warm.others() + fast.others());
    long records = bench.broker().length(Topics.INBOUND_RESPONSES);
    if (records < acknowledged || records > acknowledged + steady.others()) {
      throw new WrongResultException(
          records + " records, but " + acknowledged + " posts were acknowledged");
    }
    Usage closedOnly =
        new Usage(Duration.ofNanos((long) (fast.acknowledged() / fast.rate() * 1e9)), used.cpu());
    return Trial.of(fast.acknowledged(), closedOnly)
        .with("ms p50 at 200/s", steady.p50())
        .with("ms p99 at 200/s", steady.p99())
        .with("% refused or late at 200/s", 100.0 * steady.others() / (RATE * seconds))
        .with("s from the last at 200/s until all are noted", behind);
  }

  private LoadRun post(int port, List<String> links, int rate) throws Exception {
    Path file = bench.work().resolve("links.txt");
    Files.write(file, links);
    Duration longest = rate == 0 ? LONGEST : Duration.ofSeconds(seconds);
    return LoadRun.of(bench, port, "none", rate, longest, CONNECTIONS, "--links", file.toString());
  }

  private static void await(Measured service, long answers, Done done) throws Exception {
    Waiting.until(
        "all is done that follows from the answers",
        PATIENCE,
        service,
        () -> {
          boolean isDone = done.isDone(answers);
          if (!isDone) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EACH_MILLIS);
          }
          return isDone;
        });
  }
}
