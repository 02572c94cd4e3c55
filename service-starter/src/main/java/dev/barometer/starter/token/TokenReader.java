package dev.barometer.starter.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.fact.Decoded;
import dev.barometer.starter.fact.RecordReader;
import dev.barometer.starter.signature.Signatures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of {@code barometer.tokens} from the beginning and then what comes, without
 * a group: each instance of each service needs all tokens. A thread of its own rather than a
 * binding, because nothing is committed and nothing is kept but in memory. Only what a service
 * signed is gone by: whoever may write to the broker is not by that an administrator.
 */
final class TokenReader implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(TokenReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** No clock that is behind makes a token unknown: what is told has happened. */
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private static final int MOST_DOUBTFUL = 10_000;
  private static final int LONGEST_DOUBTFUL = 10_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final List<TopicPartition> partitions;
  private final TokenDirectory directory;
  private final Signatures signatures;
  private final DoubtfulTokens doubts;
  private final Counter refused;
  private final Duration longestStart;
  private final CountDownLatch complete = new CountDownLatch(1);
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> reading;

  /**
   * @param signatures tell what a service wrote from what anybody else did
   * @param doubts hears of what is not gone by
   * @param longestStart how long the start of the service waits for the tokens, so that its first
   *     callers are known; after that it goes on and is not ready
   */
  TokenReader(
      Supplier<Consumer<byte[], byte[]>> consumers,
      int partitions,
      TokenDirectory directory,
      Signatures signatures,
      DoubtfulTokens doubts,
      MeterRegistry meters,
      Duration longestStart) {
    this.consumers = consumers;
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(Topics.TOKENS, partition))
            .toList();
    this.directory = directory;
    this.signatures = signatures;
    this.doubts = doubts;
    this.refused =
        Counter.builder("barometer.tokens.refused")
            .description("Records of tokens that no service signed, or that were repeated")
            .register(meters);
    this.longestStart = longestStart;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, "tokens");
    started.setDaemon(true);
    thread = started;
    started.start();
    if (!await(complete, longestStart)) {
      log.warn("The tokens cannot be read yet; not ready until they are");
    }
  }

  private void run() {
    do {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        reading = consumer;
        read(consumer);
      } catch (WakeupException e) {
        log.debug("No more tokens are read", e);
      } catch (KafkaException e) {
        log.warn("Tokens cannot be read, those that are known stay so: {}", e.toString());
      } catch (RuntimeException e) {
        // Whatever it is: a reader that ends would leave revoked tokens valid.
        log.error("Tokens cannot be read, those that are known stay so", LoggedFailure.of(e));
      }
    } while (!await(ending, PAUSE));
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    Round round = new Round();
    while (ending.getCount() > 0) {
      consumer.poll(PATIENCE.dividedBy(10)).forEach(record -> take(record, round));
      if (!directory.isComplete() && hasPassed(ends, consumer)) {
        directory.complete();
        complete.countDown();
        round.tell();
      } else if (directory.isComplete() && !round.doubtful.isEmpty()) {
        round.tell();
      }
    }
  }

  /** One reading of the topic from its beginning. */
  private final class Round {
    private final Map<String, Long> revisions = new HashMap<>();
    private List<DoubtfulToken> doubtful = new ArrayList<>();

    /** Whether it comes behind a later state of the same token: then it was repeated. */
    boolean isBehind(NamedToken token) {
      long highest = revisions.merge(token.tokenId(), token.revision(), Math::max);
      return token.revision() < highest;
    }

    void doubt(ConsumerRecord<byte[], byte[]> record, boolean repeated) {
      refused.increment();
      if (doubtful.size() < MOST_DOUBTFUL) {
        byte @Nullable [] key = record.key();
        doubtful.add(
            new DoubtfulToken(
                record.partition(),
                record.offset(),
                key == null ? null : new String(key, UTF_8),
                tokenIn(record),
                repeated));
      }
    }

    void tell() {
      List<DoubtfulToken> told = doubtful;
      doubtful = new ArrayList<>();
      doubts.heard(told);
    }
  }

  private static @Nullable NamedToken tokenIn(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    return value != null
            && value.length <= LONGEST_DOUBTFUL
            && open(record) instanceof Decoded.Good<NamedToken> token
        ? token.value()
        : null;
  }

  private static Decoded<NamedToken> open(ConsumerRecord<byte[], byte[]> record) {
    return RecordReader.read(
        NamedToken.class,
        record.key(),
        record.value(),
        record.headers(),
        record.timestamp(),
        END_OF_TIME);
  }

  private static boolean hasPassed(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Round round) {
    if (signatures
        .signer(record.topic(), record.key(), record.value(), record.headers())
        .isEmpty()) {
      round.doubt(record, false);
      return;
    }
    Decoded<NamedToken> decoded = open(record);
    if (decoded instanceof Decoded.Good<NamedToken> good) {
      take(record, good, round);
    } else if (decoded instanceof Decoded.Refused<NamedToken> refused) {
      log.error(
          "Not a token: {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          refused.reason());
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, Decoded.Good<NamedToken> good, Round round) {
    NamedToken token = good.value();
    if (token == null) {
      directory.forget(good.key());
    } else if (round.isBehind(token)) {
      round.doubt(record, true);
    } else {
      directory.learn(token);
    }
  }

  /** Whether it came to that in time. */
  private static boolean await(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ready once all tokens were read, and then for as long as it reads on or tries to. */
  @Override
  public Health health() {
    return directory.isComplete() && isRunning() ? Health.up().build() : Health.down().build();
  }

  @Override
  public void stop() {
    ending.countDown();
    Consumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  /** After the topics are made, before anything is served. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1;
  }
}
