package dev.barometer.benchmarks.asking;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Feed;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Stopwatch;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.harness.Usage;
import dev.barometer.benchmarks.harness.Waiting;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.History;
import dev.barometer.benchmarks.service.AskingApi;
import dev.barometer.benchmarks.service.EmbeddedDatabase;
import dev.barometer.benchmarks.service.HttpProbe;
import dev.barometer.benchmarks.service.ScoringService;
import dev.barometer.benchmarks.service.ShippedService;
import dev.barometer.benchmarks.service.SurveyService;
import dev.barometer.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sets the row up: resolved tickets come in, at once and at a steady rate, and nobody is asked. */
public final class TicketEvents {
  static final String TICKETS = "tickets";

  private static final int RATE = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration RECENTLY = Duration.ofMinutes(1);
  private static final Duration LONG_AGO = Duration.ofDays(30);
  private static final String CAMPAIGN = "after-ticket";
  private static final String NONE_MEETS = "\"condition\":{\"priority\":[\"P9\"]},\"delay\":";

  private final Bench bench;
  private final int warming;
  private final int events;
  private final int seconds;

  private TicketEvents(Bench bench) {
    this.bench = bench;
    this.warming = bench.scale().events(2_000, 6_000);
    this.events = bench.scale().events(2_000, 4_000);
    this.seconds = bench.scale().events(5, 15);
  }

  public static Row row(Bench bench) throws Exception {
    ShippedService.of(bench, SurveyService.NAME);
    TicketEvents tickets = new TicketEvents(bench);
    String method =
        """
        Tickets that were just resolved, one event each, on barometer.tickets: the worst case, for tickets that are still open are no candidates. survey-service, started as in its image, \
        stores each, considers it for the one campaign that runs, and tells the verdict with its reason on barometer.invitations; where the delay is not over yet \
        it notes the candidate in the document of its person first, and decides it after the delay (here 3 s). The peer puts each ticket into the same database, in one write per poll; it knows neither revisions \
        nor people nor campaigns. The database is the embedded one (in memory, on the core of the load), not MongoDB: nothing is claimed of MongoDB. %,d events to be \
        warm; then %,d that are seen at one moment, and %d a second for %d s, where most are read alone. CPU is that of the process; at the steady rate \
        what it does at rest is in it. Checked: every ticket is stored, and each has its one verdict, of the right reason, and one record; without a campaign there is none."""
            .formatted(tickets.warming, tickets.events, RATE, tickets.seconds);
    return new Row(
        "12",
        "A ticket event that asks nobody",
        method,
        List.of(
            tickets.survey("no campaign", RECENTLY, "", ""),
            tickets.survey(
                "a campaign whose condition no ticket meets",
                RECENTLY,
                "condition",
                NONE_MEETS + "\"PT0S\""),
            tickets.survey(
                "the same, decided after a delay",
                Duration.ZERO,
                "condition",
                NONE_MEETS + "\"PT3S\""),
            tickets.survey(
                "a campaign for which all are too old", LONG_AGO, "too-old", "\"delay\":\"PT1H\""),
            Contestant.of("bare consumer that stores the ticket", tickets::bare)));
  }

  /**
   * @param reason why nobody is asked; empty where there is no campaign
   * @param campaign its fields beside the trigger, as JSON
   */
  private Contestant survey(String what, Duration age, String reason, String campaign) {
    return Contestant.of(
        "survey-service, " + what, () -> survey(new Tickets(age), reason, campaign));
  }

  private Trial survey(Tickets tickets, String reason, String campaign) throws Exception {
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    String token = UUID.randomUUID().toString();
    int port = EmbeddedDatabase.freePort();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(bench);
        Measured survey = SurveyService.start(bench, port, token, database);
        MongoClient client = MongoClients.create(database.uri())) {
      HttpProbe probe = new HttpProbe(port, token);
      Waiting.until("the service is ready", PATIENCE, survey, probe::isReady);
      if (!reason.isEmpty()) {
        AskingApi asking = new AskingApi(probe);
        asking.publishSurvey();
        asking.start(CAMPAIGN, "\"trigger\":{\"on\":\"ticket-resolved\"}," + campaign);
      }
      MongoDatabase stored = client.getDatabase(EmbeddedDatabase.NAME);
      Trial trial = measure(survey, tickets, stored, !reason.isEmpty());
      long right = stored.getCollection("invitations").countDocuments(Filters.eq("reason", reason));
      WrongResultException.check("the number of verdicts", reason.isEmpty() ? 0L : all(), right);
      return trial;
    }
  }

  private Trial bare() throws Exception {
    bench.broker().wipe();
    ScoringService.createTopics(bench);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(bench);
        Measured bare =
            bench.contestant(
                "storing",
                List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoringConsumer.class.getName(),
                    bench.broker().bootstrapServers(),
                    database.uri()));
        MongoClient client = MongoClients.create(database.uri())) {
      bench.cores().pinContestant(bare.handle());
      MongoDatabase stored = client.getDatabase(EmbeddedDatabase.NAME);
      return measure(bare, new Tickets(RECENTLY), stored, false);
    }
  }

  private long all() {
    return warming + events + (long) RATE * seconds;
  }

  private Trial measure(
      Measured process, Tickets tickets, MongoDatabase stored, boolean hasVerdicts)
      throws Exception {
    try (Feed feed = new Feed(bench.broker())) {
      feed.write(tickets.items(0, warming));
      feed.show();
      await(process, stored, warming, hasVerdicts);
      Waiting.untilAtRest(PATIENCE, process);
      feed.write(tickets.items(warming, warming + events));
      Stopwatch watch = Stopwatch.start(process);
      feed.show();
      await(process, stored, warming + events, hasVerdicts);
      Usage atOnce = watch.used();
      Waiting.untilAtRest(PATIENCE, process);
      double resting = cpuSeconds(resting(process)) / REST.toSeconds();
      double steady = cpuSeconds(steady(process, tickets, stored, hasVerdicts));
      return Trial.of(events, atOnce)
          .with("% of a core at rest", 100 * resting)
          .with("CPU µs/event at 50/s, rest included", steady * 1e6 / (RATE * seconds));
    }
  }

  private static Usage resting(Measured process) throws Exception {
    Stopwatch watch = Stopwatch.start(process);
    TimeUnit.MILLISECONDS.sleep(REST.toMillis());
    return watch.used();
  }

  /** Not a number where the system does not tell it. */
  private static double cpuSeconds(Usage usage) {
    return usage.cpu().map(cpu -> cpu.toNanos() / 1e9).orElse(Double.NaN);
  }

  private Usage steady(Measured process, Tickets tickets, MongoDatabase stored, boolean hasVerdicts)
      throws Exception {
    Stopwatch watch = Stopwatch.start(process);
    long began = System.nanoTime();
    try (KafkaProducer<String, byte[]> producer =
        History.producer(bench.broker().bootstrapServers())) {
      for (int n = 0; n < RATE * seconds; n++) {
        TimeUnit.NANOSECONDS.sleep(began + (long) (n * 1e9 / RATE) - System.nanoTime());
        Feed.Item item = tickets.item(warming + events + n);
        producer.send(new ProducerRecord<>(item.topic(), item.key(), item.value()));
      }
    }
    await(process, stored, all(), hasVerdicts);
    return watch.used();
  }

  /** Returns when so many are stored, and where there are verdicts as many are told. */
  private void await(Measured process, MongoDatabase stored, long count, boolean hasVerdicts)
      throws Exception {
    Waiting.until(
        "all tickets are stored and decided",
        PATIENCE,
        process,
        () ->
            stored.getCollection(TICKETS).estimatedDocumentCount() == count
                && (!hasVerdicts || bench.broker().length(Topics.INVITATIONS) >= count));
  }
}
