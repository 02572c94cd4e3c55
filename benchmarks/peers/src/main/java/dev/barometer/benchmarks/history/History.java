package dev.barometer.benchmarks.history;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.Topics;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Responses evenly spread over a span of time, each drawn from its number and so always the same.
 * One in a hundred is delivered twice.
 *
 * @param prefix what the ids begin with
 * @param from when the first one was given; at a full second
 * @param corrects whether one in fifty is revised later, and one in two hundred withdrawn
 */
public record History(String prefix, int count, Instant from, Duration span, boolean corrects) {
  /** So many responses after its own a change of one follows. */
  private static final int CHANGE_AFTER = 500;

  private static final int TEAMS = 12;
  private static final int AGENTS_PER_TEAM = 5;
  private static final int SERVICES = 8;
  private static final int SERVICES_PER_TEAM = 2;
  private static final int CHANNELS = 4;
  private static final int PRIORITIES = 4;
  private static final int CATEGORIES = 12;
  private static final int ORGANIZATIONS = 6;
  private static final int LOCATIONS = 10;

  public static final String SURVEY = "after-ticket";

  /** A past that ended some hours ago, so that no record of it comes from the future. */
  public static History ofDays(String prefix, int count, int days) {
    Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond()).minus(Duration.ofHours(3));
    return new History(
        prefix, count, end.minus(Duration.ofDays(days)), Duration.ofDays(days), true);
  }

  /** The last two hours, in which responses are only given, never changed. */
  public static History untilNow(String prefix, int count) {
    Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    return new History(prefix, count, end.minus(Duration.ofHours(2)), Duration.ofHours(2), false);
  }

  public Instant time(int number) {
    long millis = span.toMillis() / count * number;
    return from.plusMillis(millis / 1_000 * 1_000);
  }

  private boolean changes(int number) {
    return corrects && number + CHANGE_AFTER < count;
  }

  private boolean isRevised(int number) {
    return number % 50 == 7 && changes(number);
  }

  /** Whether it counts nowhere in the end. */
  public boolean isWithdrawn(int number) {
    return number % 200 == 13 && changes(number);
  }

  /** How many count in the end. */
  public int counted() {
    return (int) IntStream.range(0, count).filter(number -> !isWithdrawn(number)).count();
  }

  public LocalDate firstDay() {
    return LocalDate.ofInstant(from, ZoneOffset.UTC);
  }

  /** The day after the last one. */
  public LocalDate endDay() {
    return LocalDate.ofInstant(from.plus(span), ZoneOffset.UTC).plusDays(1);
  }

  /** What a response says in the end. */
  public Response last(int number) {
    return isWithdrawn(number) || isRevised(number) ? of(number, 2) : of(number, 1);
  }

  private Response of(int number, int revision) {
    SplittableRandom where = new SplittableRandom(number);
    int team = where.nextInt(TEAMS);
    Context context =
        new Context(
            "Service " + (team + where.nextInt(SERVICES_PER_TEAM)) % SERVICES,
            "Team " + team,
            "Agent " + (team * AGENTS_PER_TEAM + where.nextInt(AGENTS_PER_TEAM)),
            "Channel " + where.nextInt(CHANNELS),
            "P" + where.nextInt(PRIORITIES),
            "Category " + where.nextInt(CATEGORIES),
            "Organization " + where.nextInt(ORGANIZATIONS),
            "Location " + where.nextInt(LOCATIONS));
    SplittableRandom what = new SplittableRandom((long) revision << Integer.SIZE | number);
    Instant at = time(number);
    return Response.builder(prefix + number)
        .revision(revision)
        .surveyId(SURVEY)
        .surveyVersion(1)
        .submittedAt(at)
        .channel("web")
        .locale("en")
        .respondent(new Respondent("caller-" + number % 10_000))
        .answers(
            List.of(
                new Answer("recommend", "nps", "0-10", what.nextInt(11), null, null),
                new Answer("satisfied", "csat", "5", 1 + what.nextInt(5), null, null),
                new Answer("ease", "ces", "ease-7", 1 + what.nextInt(7), null, null)))
        .context(context)
        .withdrawnAt(revision > 1 && isWithdrawn(number) ? at.plusSeconds(60) : null)
        .build();
  }

  /** All records in the order of the log, repeats and changes among them. */
  public void forEachRecord(Consumer<Response> reader) {
    for (int number = 0; number < count; number++) {
      replay(number, reader);
    }
  }

  /** The records that follow when the response of this number is given. */
  public void replay(int number, Consumer<Response> reader) {
    Response response = of(number, 1);
    reader.accept(response);
    if (number % 100 == 0) {
      reader.accept(response);
    }
    int earlier = number - CHANGE_AFTER;
    if (earlier >= 0 && (isRevised(earlier) || isWithdrawn(earlier))) {
      reader.accept(of(earlier, 2));
    }
  }

  /** Writes all records to their topic and returns how many there are, when the broker has them. */
  public int write(String bootstrapServers) throws InterruptedException, ExecutionException {
    int[] records = {0};
    try (KafkaProducer<String, byte[]> producer = producer(bootstrapServers)) {
      forEachRecord(
          response -> {
            producer.send(record(response));
            records[0]++;
          });
      producer.flush();
      producer.metrics().values().stream()
          .filter(metric -> metric.metricName().name().equals("record-error-total"))
          .filter(metric -> (double) metric.metricValue() > 0)
          .findAny()
          .ifPresent(
              metric -> {
                throw new IllegalStateException("records were refused: " + metric.metricValue());
              });
    }
    return records[0];
  }

  public static ProducerRecord<String, byte[]> record(Response response) {
    return new ProducerRecord<>(Topics.RESPONSES, response.id(), FactJson.write(response));
  }

  public static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("acks", "all");
    settings.put("linger.ms", 5);
    settings.put("batch.size", 131_072);
    settings.put("compression.type", "lz4");
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }
}
