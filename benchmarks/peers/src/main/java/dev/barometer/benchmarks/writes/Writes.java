package dev.barometer.benchmarks.writes;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
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
import dev.barometer.benchmarks.service.EmbeddedDatabase;
import dev.barometer.benchmarks.service.HttpProbe;
import dev.barometer.benchmarks.service.ScoreApi;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.contract.fact.Response;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/** Sets the row up: scoring and reporting run, and responses come in at a steady rate. */
public final class Writes {
  private static final int RATE = 1_000;
  private static final int PEER_RESPONSES = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String COMMANDS = "commands/response";
  private static final String BEHIND = "s until the last was counted";
  private static final String DOCUMENTS = "documents/response";

  private final Bench bench;

  private Writes(Bench bench) {
    this.bench = bench;
  }

  public static Row row(Bench bench) {
    Writes writes = new Writes(bench);
    String method =
        """
        %,d responses a second for %d s through scoring-service and reporting-service as they are; the commands that write are counted at the driver of \
        reporting-service, until the score API counts every response, in all and for each team. A command is one call to the database with its own \
        acknowledgement; documents are the single updates in them. All collections count: tallies, rolling scores, comments and positions. A read side that falls behind writes larger batches and so less often: how far it was behind in the end is shown. The database \
        is the embedded one: nothing is timed, and nothing is claimed of MongoDB but the number of its calls. The peer keeps one document per scope and \
        hour and writes each event to its 13 scopes, one by one or as one bulk; it keeps no days, windows or positions."""
            .formatted(RATE, writes.seconds());
    return new Row(
        "9",
        "Database writes per response",
        method,
        List.of(
            Contestant.of("reporting-service", writes::reporting),
            Contestant.of("upserts per event, one by one", () -> writes.upserts(1)),
            Contestant.of(
                "upserts per event, one bulk each", () -> writes.upserts(Integer.MAX_VALUE))));
  }

  private int seconds() {
    return bench.scale().events(10, 30);
  }

  private Trial reporting() throws Exception {
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    int port = EmbeddedDatabase.freePort();
    String token = UUID.randomUUID().toString();
    HttpProbe api = new HttpProbe(port, token);
    try (Measured scoring = ScoringService.start(bench, bench.folder("writes-state"), "scoring");
        Measured reporting = start(port, token)) {
      Waiting.until("reporting-service is ready", PATIENCE, reporting, api::isReady);
      Map<String, Double> before = counts(api);
      History history = History.untilNow("w-", RATE * seconds());
      try (SteadyLoad load = SteadyLoad.start(bench.broker().bootstrapServers(), history, RATE)) {
        Waiting.until("all is sent", PATIENCE, scoring, () -> load.sent() == history.count());
      }
      long sent = System.nanoTime();
      check(new ScoreApi(api), history, reporting);
      double behind = (System.nanoTime() - sent) / 1e9;
      Map<String, Double> after = counts(api);
      Map<String, Double> measures = new LinkedHashMap<>();
      after.forEach(
          (name, count) -> {
            double written = count - before.getOrDefault(name, 0.0);
            measures.put(name, written / history.count());
          });
      return new Trial(sorted(measures)).with(BEHIND, behind);
    }
  }

  /** Totals first, then each collection's commands. */
  private static Map<String, Double> sorted(Map<String, Double> byName) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(COMMANDS, sum(byName, COMMANDS));
    measures.put(DOCUMENTS, sum(byName, DOCUMENTS));
    byName.forEach(
        (name, value) -> {
          if (name.startsWith(COMMANDS + " ")) {
            measures.put("of them" + name.substring(COMMANDS.length()), value);
          }
        });
    return measures;
  }

  private static double sum(Map<String, Double> byName, String measure) {
    return byName.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(measure))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private Measured start(int port, String token) throws IOException {
    return bench.contestant(
        "reporting",
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            CountedReporting.class.getName(),
            "--server.port=" + port,
            "--barometer.api-token=" + token,
            "--spring.kafka.bootstrap-servers=" + bench.broker().bootstrapServers()));
  }

  /** The counters as the service's own metrics tell them, by measure and collection. */
  private static Map<String, Double> counts(HttpProbe api)
      throws IOException, InterruptedException {
    String metrics = api.get("/actuator/prometheus");
    Map<String, Double> counts = new TreeMap<>();
    Map.of(WriteCounter.COMMANDS, COMMANDS, WriteCounter.DOCUMENTS, DOCUMENTS)
        .forEach(
            (meter, measure) -> {
              Matcher line =
                  Pattern.compile(
                          "(?m)^"
                              + meter.replace('.', '_')
                              + "_total\\{.*?collection=\"([^\"]+)\".*?} (\\S+)$")
                      .matcher(metrics);
              while (line.find()) {
                counts.put(measure + " " + line.group(1), Double.parseDouble(line.group(2)));
              }
            });
    return counts;
  }

  /** Every response is counted, in all and for each team, as a batch counts them. */
  private static void check(ScoreApi api, History history, Measured reporting) throws Exception {
    Map<String, Long> expected = new TreeMap<>();
    for (int number = 0; number < history.count(); number++) {
      Response response = history.last(number);
      expected.merge("all", 1L, Long::sum);
      expected.merge("team:" + response.context().team(), 1L, Long::sum);
    }
    Map<String, Long> counted = new TreeMap<>();
    try {
      Waiting.until(
          "all is counted",
          PATIENCE,
          reporting,
          () -> {
            for (String scope : expected.keySet()) {
              counted.put(scope, api.count(scope, history.firstDay(), history.endDay()));
            }
            return counted.equals(expected);
          });
    } catch (TimeoutException e) {
      throw new WrongResultException("counted " + counted + ", not " + expected);
    }
  }

  private Trial upserts(int atOnce) throws WrongResultException {
    MeterRegistry meters = new SimpleMeterRegistry();
    MongoServer server = new MongoServer(H2Backend.inMemory());
    String uri = server.bindAndGetConnectionString();
    try (MongoClient client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(new WriteCounter(meters))
                .build())) {
      MongoCollection<Document> hours = client.getDatabase("upserts").getCollection("hours");
      History history = History.untilNow("u-", PEER_RESPONSES);
      for (int number = 0; number < history.count(); number++) {
        List<WriteModel<Document>> writes = upserts(history.last(number));
        for (int from = 0; from < writes.size(); from += Math.min(atOnce, writes.size())) {
          hours.bulkWrite(writes.subList(from, from + Math.min(atOnce, writes.size() - from)));
        }
      }
      long all = 0;
      for (Document document : hours.find(Filters.regex("_id", "^all\\|"))) {
        all += document.getInteger("n");
      }
      WrongResultException.check("the upserts' count", (long) history.count(), all);
      return new Trial(
          sorted(
              Map.of(
                  COMMANDS, total(meters, WriteCounter.COMMANDS) / history.count(),
                  DOCUMENTS, total(meters, WriteCounter.DOCUMENTS) / history.count())));
    } finally {
      server.shutdownNow();
    }
  }

  private static double total(MeterRegistry meters, String name) {
    return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private static List<WriteModel<Document>> upserts(Response response) {
    String hour = response.submittedAt().toString().substring(0, 13);
    Document counts = new Document("n", 1);
    response.answers().forEach(answer -> counts.append(answer.metric() + "." + answer.value(), 1));
    return BatchTallies.scopes(response.context()).stream()
        .<WriteModel<Document>>map(
            scope ->
                new UpdateOneModel<>(
                    Filters.eq("_id", scope + "|" + hour),
                    new Document("$inc", counts),
                    new UpdateOptions().upsert(true)))
        .toList();
  }
}
