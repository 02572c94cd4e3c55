package dev.barometer.benchmarks.http;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.service.EmbeddedDatabase;
import dev.barometer.benchmarks.service.HttpProbe;
import dev.barometer.benchmarks.service.LoadRun;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.benchmarks.service.ShippedService;
import dev.barometer.benchmarks.service.SurveyService;
import dev.barometer.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sets the row up: the load generator of this project, first warm, then closed, then open loop. */
public final class HttpCalls {
  private static final int RATE = 2_000;
  private static final int CONNECTIONS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Bench bench;

  private HttpCalls(Bench bench) {
    this.bench = bench;
  }

  public static Row row(Bench bench) throws Exception {
    ShippedService.of(bench, SurveyService.NAME);
    HttpCalls calls = new HttpCalls(bench);
    String method =
        """
        POST /api/responses with one response, %d connections. survey-service, started as in its image, checks credential, schema and idempotency, \
        writes with acks=all, and its gate goes on to the fact topic on the same core; its claims are in the embedded database (in memory, on the core \
        of the load), not MongoDB: nothing is claimed of MongoDB. The ceiling is a bare Spring Boot endpoint with the same web server and \
        producer that looks at nothing. Rate and CPU are of a closed loop, the gate's work included; latencies of an open loop at %,d requests a second, \
        from when each was due. Checked: every answer of the closed loop is 2xx, and each 2xx of both is one record on the topic."""
            .formatted(CONNECTIONS, RATE);
    return new Row(
        "1",
        "HTTP intake, one response per request",
        method,
        List.of(
            Contestant.of("survey-service (embedded database, not MongoDB)", calls::survey),
            Contestant.of("bare endpoint that only produces", calls::bare)));
  }

  private Trial survey() throws Exception {
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    String token = UUID.randomUUID().toString();
    int port = EmbeddedDatabase.freePort();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(bench);
        Measured survey = SurveyService.start(bench, port, token, database)) {
      return measure(survey, port, token, true);
    }
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
      return measure(bare, port, UUID.randomUUID().toString(), false);
    }
  }

  private Trial measure(Measured service, int port, String token, boolean hasGate)
      throws Exception {
    HttpProbe probe = new HttpProbe(port, token);
    Waiting.until("the service is ready", PATIENCE, service, probe::isReady);
    Duration stretch = Duration.ofSeconds(bench.scale().events(4, 8));
    Duration warming = Duration.ofSeconds(bench.scale().events(4, 25));
    LoadRun warm = LoadRun.of(bench, port, token, 0, warming, CONNECTIONS);
    awaitGate(service, hasGate);

    Stopwatch watch = Stopwatch.start(service);
    LoadRun closed = LoadRun.of(bench, port, token, 0, stretch, CONNECTIONS);
    awaitGate(service, hasGate);
    Usage used = watch.used();
    LoadRun open = LoadRun.of(bench, port, token, RATE, stretch, 4 * CONNECTIONS);

    long acknowledged = warm.acknowledged() + closed.acknowledged() + open.acknowledged();
    WrongResultException.check(
        "the number of calls that failed", 0L, warm.others() + closed.others());
    long records = bench.broker().length(Topics.INBOUND_RESPONSES);
    if (records < acknowledged || records > acknowledged + open.others()) {
      throw new WrongResultException(
          records + " records, but " + acknowledged + " calls were acknowledged");
    }
    Usage closedOnly =
        new Usage(
            Duration.ofNanos((long) (closed.acknowledged() / closed.rate() * 1e9)), used.cpu());
    return Trial.of(closed.acknowledged(), closedOnly)
        .with("ms p50 at 2,000/s", open.p50())
        .with("ms p99 at 2,000/s", open.p99())
        .with("% refused or late at 2,000/s", 100.0 * open.others() / (RATE * stretch.toSeconds()));
  }

  /** Returns when the gate has read all that came in. */
  private void awaitGate(Measured service, boolean hasGate) throws Exception {
    if (hasGate) {
      Waiting.until(
          "the gate is through",
          PATIENCE,
          service,
          () ->
              SurveyService.gatePosition(bench) == bench.broker().length(Topics.INBOUND_RESPONSES));
    }
  }
}
