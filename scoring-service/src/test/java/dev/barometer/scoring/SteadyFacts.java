package dev.barometer.scoring;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Facts that keep coming, with repeats, revisions and late ones. Those of a partition are all
 * credited to one agent, so that each partition's way through both stages can be watched.
 */
final class SteadyFacts implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int TEAMS = 40;

  private final KafkaProducer<String, byte[]> producer;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<Fact> written = new ArrayList<>();
  private final Random random;
  private final int partitions;
  private int number;

  SteadyFacts(String bootstrapServers, int partitions, Random random) {
    this.partitions = partitions;
    this.random = random;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Writes so many at once and returns when the broker has them. */
  void write(int facts) throws ExecutionException, InterruptedException {
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < facts; i++) {
      sent.add(writeNext());
    }
    for (Future<?> each : sent) {
      each.get();
    }
  }

  /** Goes on until what is returned is cancelled. */
  ScheduledFuture<?> flow(int factsPerSecond) {
    long perStep = factsPerSecond * STEP.toMillis() / 1_000;
    return thread.scheduleAtFixedRate(
        () -> {
          for (long i = 0; i < perStep; i++) {
            writeNext();
          }
        },
        0,
        STEP.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private Future<?> writeNext() {
    boolean isNew = number < 100 || random.nextInt(5) > 0;
    int which = isNew ? number++ : random.nextInt(number);
    Fact fact = fact(which, isNew ? 1 : 1 + random.nextInt(3));
    written.add(fact);
    String topic = fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS;
    return producer.send(
        new ProducerRecord<>(topic, which % partitions, fact.id(), FactJson.write(fact)));
  }

  /** The same revision says the same, as it must. */
  private Fact fact(int which, int revision) {
    Random said = new Random(which * 31L + revision);
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    int minutesAgo = 1 + said.nextInt(which % 10 == 0 ? 90 * 24 * 60 : 24 * 60);
    Instant at = today.minus(Duration.ofMinutes(minutesAgo));
    Context context =
        new Context(
            "Service " + said.nextInt(5),
            "Team " + said.nextInt(TEAMS),
            "p" + which % partitions,
            "Phone",
            null,
            null,
            null,
            null);
    return which % 5 == 0
        ? FactFixtures.closedTicket("t" + which, revision, at, Duration.ofMinutes(30), context)
        : FactFixtures.responseWithNps("r" + which, revision, said.nextInt(11), at, context);
  }

  /** What was written so far; to be asked when nothing flows. */
  List<Fact> written() {
    return List.copyOf(written);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close();
  }
}
