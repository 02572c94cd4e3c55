package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.patience.Troubles;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Three instances share what is due, and what is to be sent, over the database on the disk; one
 * stops in the middle, as if its process had been killed.
 */
class TimetableIT {
  private static final int DUE = 400;
  private static final int FREE = 60;
  private static final int ORDERED = 40;
  private static final int DIES_AT = 30;
  private static final int WORKERS = 2;

  @TempDir private Path folder;

  private final Map<String, Instant> wanted = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
  private final Queue<String> begun = new ConcurrentLinkedQueue<>();
  private final Queue<String> early = new ConcurrentLinkedQueue<>();
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();

  /** Its database goes away under it, and nothing it has begun comes to an end. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final class Instance implements AutoCloseable {
    private final MongoClient client;
    private final AtomicInteger handled = new AtomicInteger();
    private final boolean isToDie;
    private volatile boolean isDead;
    private final AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext();

    Instance(String uri, boolean isToDie) throws ClassNotFoundException {
      this.client = MongoClients.create(uri);
      this.isToDie = isToDie;
      TestPropertyValues.of(
              "barometer.timetable.look-every=100ms",
              "barometer.timetable.lease=15s",
              "barometer.timetable.workers=" + WORKERS)
          .applyTo(context);
      context.registerBean(MongoOperations.class, () -> new MongoTemplate(client, "trial"));
      context.registerBean(Clock.class, Clock::systemUTC);
      context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
      context.registerBean(Troubles.class, Troubles::new);
      context.registerBean(
          DueHandler.class, () -> DueHandler.of("invitation.remind", this::remind));
      context.registerBean(OutboxSender.class, Post::new);
      context.register(
          Class.forName("dev.barometer.starter.outbox.OutboxConfiguration"),
          Class.forName("dev.barometer.starter.timetable.TimetableConfiguration"));
      context.refresh();
    }

    private void remind(Due due) {
      begun.add(due.key());
      if (Instant.now().isBefore(wanted.get(due.key()))) {
        early.add(due.key());
      }
      dieIfItIsTime();
      effects.putIfAbsent(due.key(), new AtomicInteger(1));
    }

    private void dieIfItIsTime() {
      if (isDead || (isToDie && handled.incrementAndGet() >= DIES_AT)) {
        isDead = true;
        client.close();
        throw new Died();
      }
    }

    private final class Post implements OutboxSender {
      @Override
      public String kind() {
        return "mail";
      }

      @Override
      public Map<String, SendResult> send(List<OutboxEntry> entries) {
        Map<String, SendResult> results = new HashMap<>();
        for (OutboxEntry entry : entries) {
          sent.add(entry.id());
          results.put(entry.id(), SendResult.sent());
        }
        if (isDead) {
          throw new Died();
        }
        return results;
      }
    }

    Timetable timetable() {
      return context.getBean(Timetable.class);
    }

    Outbox outbox() {
      return context.getBean(Outbox.class);
    }

    @Override
    public void close() {
      context.close();
      client.close();
    }
  }

  @Test
  void threeInstancesDoAndSendEachOnce_whenOneDiesInTheMiddle() throws ClassNotFoundException {
    try (var database = EmbeddedDatabase.start(folder, Ports.free().database());
        var dying = new Instance(database.uri("trial"), true);
        var second = new Instance(database.uri("trial"), false);
        var third = new Instance(database.uri("trial"), false)) {
      schedule(second, third);
      add(second, third);

      Awaitility.await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> effects.size() == DUE && sent.stream().distinct().count() == FREE + ORDERED);

      assertThat(dying.isDead).isTrue();
      assertThat(early).isEmpty();
      assertThat(begun.size() - DUE)
          .as("begun twice is only what the dead one had begun")
          .isBetween(0, WORKERS);
      assertThat(sent.stream().distinct().toList())
          .containsSubsequence(IntStream.range(0, ORDERED).mapToObj(n -> "o-" + n).toList());
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client(second).getCollection("timetable").countDocuments() == 0);
    }
  }

  private static MongoOperations client(Instance instance) {
    return instance.context.getBean(MongoOperations.class);
  }

  private void schedule(Instance one, Instance other) {
    Instant now = Instant.now();
    List<Due> dues = new ArrayList<>();
    for (int n = 0; n < DUE; n++) {
      Due due = new Due("invitation.remind", "u-" + n, now.plusMillis(10L * n));
      wanted.put(due.key(), due.at());
      dues.add(due);
    }
    one.timetable().schedule(dues.subList(0, DUE / 2));
    other.timetable().schedule(dues.subList(DUE / 2, DUE));
  }

  private static void add(Instance one, Instance other) {
    for (int n = 0; n < ORDERED; n++) {
      (n % 2 == 0 ? one : other).outbox().add(new OutboxEntry("o-" + n, "mail", "ann", "Dear Ann"));
    }
    other
        .outbox()
        .add(
            IntStream.range(0, FREE)
                .mapToObj(n -> new OutboxEntry("f-" + n, "mail", null, "Dear Bob"))
                .toList());
  }
}
