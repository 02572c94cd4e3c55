package dev.barometer.complaint.rehearsal;

import dev.barometer.complaint.rule.EscalationPolicy;
import dev.barometer.complaint.rule.Rule;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.fact.Decoded;
import dev.barometer.starter.fact.RecordReader;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules out on the responses of the last days, as they lie on their topic; it writes nothing
 * and belongs to no group. One run is made at a time, and the last one is kept for those who turn
 * its pages: whoever asks for how much, it takes no more memory than two.
 */
public final class DryRunReader {
  /** As far back as anybody may ask. */
  public static final int MOST_DAYS = 90;

  private static final int MOST = 200_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final RuleReader rules;
  private final Clock clock;
  private volatile @Nullable Kept last;

  DryRunReader(Supplier<Consumer<byte[], byte[]>> consumers, RuleReader rules, Clock clock) {
    this.consumers = consumers;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What would have been.
   *
   * @param from all that came in since then is in it
   * @param asOf up to then
   * @param complete whether that is all that there was when it was asked for
   */
  public record Outcome(DryRun.Result result, Instant from, Instant asOf, boolean complete) {}

  private record Kept(List<Rule> tried, int days, Instant at, Outcome outcome) {
    boolean isOf(List<Rule> others, int otherDays, Instant now) {
      return tried.equals(others) && days == otherDays && now.isBefore(at.plus(KEPT));
    }
  }

  /** Where a cursor points. */
  static int place(@Nullable String cursor) {
    if (cursor != null && !cursor.matches("\\d{1,9}")) {
      throw Cursor.foreign();
    }
    return cursor == null ? 0 : Integer.parseInt(cursor);
  }

  /**
   * Judges what came in during the last days.
   *
   * @param cursor of the page that is asked for; the first is always of now
   */
  Outcome run(List<Rule> tried, int days, @Nullable String cursor) {
    Kept before = last;
    if (cursor != null && before != null && before.isOf(tried, days, clock.instant())) {
      return before.outcome();
    }
    return run(tried, days, percent -> {});
  }

  /**
   * Judges what came in during the last days.
   *
   * @param through is told again and again how much of it is read, in percent
   */
  public synchronized Outcome run(List<Rule> tried, int days, IntConsumer through) {
    last = null;
    Instant now = clock.instant();
    var run =
        new DryRun(new EscalationPolicy(new RuleList(0, tried)), new EscalationPolicy(rules.now()));
    Instant from = now.minus(Duration.ofDays(days));
    Outcome outcome;
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      Instant asOf = read(consumer, from, now, run, through);
      outcome = new Outcome(run.result(), from, asOf, !asOf.isBefore(now));
    }
    last = new Kept(tried, days, now, outcome);
    return outcome;
  }

  /** Returns up to when all was read. */
  private Instant read(
      Consumer<byte[], byte[]> consumer,
      Instant from,
      Instant now,
      DryRun run,
      IntConsumer through) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.RESPONSES, PATIENCE).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
    Map<TopicPartition, Instant> reached = new HashMap<>();
    partitions.forEach(partition -> reached.put(partition, from));
    consumer.assign(partitions);
    begin(consumer, partitions, from);
    long first = left(consumer, ends);
    long until = System.nanoTime() + LONGEST.toNanos();
    while (!hasPassed(consumer, ends) && System.nanoTime() - until < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          take(record, now, run);
          reached.put(partition, Instant.ofEpochMilli(record.timestamp()));
        }
      }
      through.accept((int) (100 - 100 * left(consumer, ends) / Math.max(1, first)));
    }
    return partitions.stream()
        .filter(one -> consumer.position(one, PATIENCE) < ends.getOrDefault(one, 0L))
        .map(one -> reached.getOrDefault(one, from))
        .min(Instant::compareTo)
        .orElse(now);
  }

  private static void begin(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant from) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, from.toEpochMilli()));
    var offsets = consumer.offsetsForTimes(asked, PATIENCE);
    for (TopicPartition partition : partitions) {
      var offset = offsets.get(partition);
      if (offset == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, offset.offset());
      }
    }
  }

  /** How many records there still are. */
  private static long left(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), PATIENCE)))
        .sum();
  }

  private static boolean hasPassed(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Instant now, DryRun run) {
    Decoded<Response> decoded =
        RecordReader.read(
            Response.class,
            record.key(),
            record.value(),
            record.headers(),
            record.timestamp(),
            now);
    if (decoded instanceof Decoded.Good<Response> good) {
      run.take(good.key(), good.value());
    }
    if (run.kept() > MOST) {
      throw new InvalidRequestException(
          "days", "must leave at most " + MOST + " responses that match");
    }
  }
}
