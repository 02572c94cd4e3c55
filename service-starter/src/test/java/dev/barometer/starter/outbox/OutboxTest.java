package dev.barometer.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Instance;
import dev.barometer.starter.timetable.MemoryDatabase;
import dev.barometer.starter.timetable.MortalMongo;
import dev.barometer.starter.timetable.MortalMongo.Fate;
import dev.barometer.starter.timetable.MortalMongo.Killed;
import dev.barometer.starter.timetable.MovingClock;
import dev.barometer.starter.timetable.Retry;
import dev.barometer.starter.timetable.Timetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

class OutboxTest {
  private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
  private static final Retry RETRY = new Retry(Duration.ofSeconds(1), Duration.ofMinutes(1), 4);
  private static final OutboxProperties SETTINGS =
      new OutboxProperties(RETRY, Duration.ofDays(30), Duration.ofDays(20));
  private static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final MovingClock clock = new MovingClock(START);
  private final List<List<String>> batches = new ArrayList<>();
  private final List<String> arrived = new ArrayList<>();
  private final Map<String, SendResult> results = new HashMap<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable Exception broken;
  private Fate afterSending = (collection, operation) -> {};

  /** A service that sends, and may die. */
  private final class Process {
    private final Instance instance;
    private final Outbox outbox;
    private final OutboxRepository repository;
    private final Clock sending;

    Process(String name, Fate fate) {
      this(name, fate, clock);
    }

    /**
     * @param sending the clock that sending looks at
     */
    Process(String name, Fate fate, Clock sending) {
      this.sending = sending;
      MongoOperations mongo = new MortalMongo(DATABASE.mongo(), fate).operations();
      repository = new OutboxRepository(mongo);
      instance = new Instance(name, mongo, clock, this::handlers);
      outbox = new Outbox(repository, instance.timetable(), SETTINGS.idsKept(), clock);
    }

    private Collection<DueHandler> handlers(Timetable timetable) {
      OutboxMetrics metrics = new OutboxMetrics(repository, meters, clock);
      return List.of(new Sending(new Post(), repository, timetable, SETTINGS, metrics, sending));
    }
  }

  private final class Post implements OutboxSender {
    @Override
    public String kind() {
      return "mail";
    }

    @Override
    public Map<String, SendResult> send(List<OutboxEntry> entries) throws Exception {
      batches.add(entries.stream().map(OutboxEntry::id).toList());
      if (broken != null) {
        throw broken;
      }
      Map<String, SendResult> said = new LinkedHashMap<>();
      for (OutboxEntry entry : entries) {
        SendResult result = results.getOrDefault(entry.id(), SendResult.sent());
        said.put(entry.id(), result);
        if (result.kind() == SendResult.Kind.SENT) {
          arrived.add(entry.id());
        }
      }
      afterSending.meet("post", "send");
      return said;
    }
  }

  private final Process one = new Process("one", (collection, operation) -> {});
  private final Outbox outbox = one.outbox;

  @BeforeEach
  void empty() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** Stands still once what is to be sent has been looked up, until others have sent it. */
  private final class Freezing extends Clock {
    private boolean isLookedUp;
    private boolean wasFrozen;

    void see(String collection) {
      isLookedUp |= collection.equals("outbox");
    }

    @Override
    public Instant instant() {
      if (isLookedUp && !wasFrozen) {
        wasFrozen = true;
        clock.advance(Duration.ofMinutes(5));
        one.instance.look();
        one.instance.look();
      }
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return clock.withZone(zone);
    }
  }

  @Test
  void sendsNothingAgain_whenItWasFrozen_andSomebodyElseHasSentIt() {
    outbox.add(mail("a"));
    var freezing = new Freezing();
    var frozen =
        new Process("frozen", (collection, operation) -> freezing.see(collection), freezing);

    frozen.instance.look();
    clock.advance(Duration.ofMinutes(5));
    frozen.instance.look();
    one.instance.look();

    assertThat(freezing.wasFrozen).isTrue();
    assertThat(arrived).containsExactly("a");
  }

  private static OutboxEntry mail(String id) {
    return new OutboxEntry(id, "mail", null, "Dear " + id);
  }

  private static OutboxEntry ordered(String id, String order) {
    return new OutboxEntry(id, "mail", order, "Dear " + id);
  }

  private void lookFor(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advance(Duration.ofSeconds(1));
      one.instance.look();
    }
  }

  @Test
  void sendsItOnce_howeverOftenItIsAdded_beforeAndAfter() {
    outbox.add(mail("ann"));
    outbox.add(mail("ann"));
    lookFor(Duration.ofSeconds(2));
    outbox.add(mail("ann"));
    lookFor(Duration.ofMinutes(2));

    assertThat(arrived).containsExactly("ann");
    assertThat(stored("ann")).doesNotContainKey("body").containsEntry("state", "sent");
  }

  @Test
  void sendsManyAtOnce() {
    outbox.add(IntStream.range(0, 100).mapToObj(n -> mail("m-" + n)).toList());

    one.instance.look();

    assertThat(arrived).hasSize(100).doesNotHaveDuplicates();
    assertThat(batches).hasSize(1);
    assertThat(
            meters.get("barometer.outbox.tried").tags("kind", "mail", "result", "sent").counter())
        .extracting(sent -> sent.count())
        .isEqualTo(100.0);
  }

  @Test
  void sendsWhatIsToGoLater_whenItsTimeHasCome_andCountsNoTry() {
    results.put("ann", SendResult.later(START.plus(Duration.ofHours(9))));
    outbox.add(List.of(mail("ann"), mail("bea")));

    lookFor(Duration.ofMinutes(1));

    assertThat(arrived).containsExactly("bea");
    assertThat(batches).hasSize(1);
    assertThat(stored("ann")).containsEntry("tries", 0);
    results.clear();
    clock.advance(Duration.ofHours(8));
    lookFor(Duration.ofMinutes(58));
    assertThat(arrived).containsExactly("bea");
    lookFor(Duration.ofMinutes(2));
    assertThat(arrived).containsExactly("bea", "ann");
  }

  @Test
  void keepsTheOrderWhereItIsAskedFor_andOnlyThere() {
    results.put("a1", SendResult.failed("mailbox busy"));
    outbox.add(
        List.of(
            ordered("a1", "a"),
            ordered("a2", "a"),
            ordered("b1", "b"),
            ordered("b2", "b"),
            mail("c")));

    one.instance.look();
    assertThat(arrived).containsExactlyInAnyOrder("b1", "b2", "c").containsSubsequence("b1", "b2");
    outbox.add(ordered("a3", "a"));
    one.instance.look();
    assertThat(arrived).hasSize(3);
    results.clear();
    lookFor(Duration.ofSeconds(3));

    assertThat(arrived).hasSize(6).containsSubsequence("a1", "a2", "a3");
    assertThat(DATABASE.mongo().getCollection("outbox_orders").countDocuments()).isZero();
  }

  @Test
  void sendsWhatIsAddedToAnOrderWhileThatIsBeingSent() {
    List<String> added = new ArrayList<>();
    afterSending =
        (collection, operation) -> {
          if (added.isEmpty()) {
            added.add("a2");
            outbox.add(ordered("a2", "a"));
          }
        };
    outbox.add(ordered("a1", "a"));

    one.instance.look();
    lookFor(Duration.ofSeconds(3));

    assertThat(arrived).containsExactly("a1", "a2");
  }

  @Test
  void triesAgainAfterGrowingPauses_andIsDeadInTheEnd_whereItCanBeSeenAndSentAgain() {
    results.put("ann", SendResult.failed("mailbox busy"));
    outbox.add(List.of(ordered("ann", "a"), ordered("bob", "a")));

    one.instance.look();
    lookFor(Duration.ofSeconds(6));
    assertThat(batches).containsExactly(List.of("ann"), List.of("ann"), List.of("ann"));
    lookFor(Duration.ofSeconds(1));

    assertThat(batches).endsWith(List.of("ann"), List.of("bob"));
    DeadEntry dead = outbox.dead(null, 10).get(0);
    assertThat(dead.entry()).isEqualTo(ordered("ann", "a"));
    assertThat(dead.why()).isEqualTo("mailbox busy");
    assertThat(dead.tries()).isEqualTo(4);
    assertThat(meters.get("barometer.outbox.dead").gauge().value()).isEqualTo(1);
    assertThat(outbox.dead("ann", 10)).isEmpty();
    outbox.add(ordered("ann", "a"));
    lookFor(Duration.ofMinutes(2));
    assertThat(arrived).as("added again it stays dead").containsExactly("bob");

    results.clear();
    assertThat(outbox.sendAgain("ann")).isTrue();
    assertThat(outbox.sendAgain("ann")).isFalse();
    lookFor(Duration.ofSeconds(3));

    assertThat(arrived).containsExactly("bob", "ann");
    assertThat(outbox.dead(null, 10)).isEmpty();
  }

  @Test
  void isDeadAtOnce_whenTheOtherSideRefuses() {
    results.put("ann", SendResult.refused("no such address"));
    outbox.add(List.of(mail("ann"), mail("bob")));

    lookFor(Duration.ofMinutes(2));

    assertThat(batches).hasSize(1);
    assertThat(arrived).containsExactly("bob");
    assertThat(outbox.dead(null, 10)).extracting(DeadEntry::why).containsExactly("no such address");
    assertThat(outbox.discard("ann")).isTrue();
    assertThat(outbox.dead(null, 10)).isEmpty();
  }

  @Test
  void neverGivesUp_whileNobodyIsThere() {
    results.put("ann", SendResult.away("connection refused"));
    outbox.add(mail("ann"));
    lookFor(Duration.ofMinutes(4));
    broken = new MongoTimeoutException("away");
    lookFor(Duration.ofMinutes(4));
    assertThat(batches.size()).isBetween(10, 20);

    broken = null;
    results.clear();
    lookFor(Duration.ofMinutes(2));

    assertThat(arrived).containsExactly("ann");
  }

  @Test
  void countsAsFailed_whatTheSenderSaysNothingOf_orFailsAt() {
    broken = new IllegalStateException("a bug");
    outbox.add(mail("ann"));

    lookFor(Duration.ofMinutes(2));

    assertThat(batches).hasSize(4);
    assertThat(outbox.dead(null, 10))
        .extracting(DeadEntry::why)
        .containsExactly("java.lang.IllegalStateException");
  }

  @Test
  void doesNotSendWhatWasCancelled() {
    outbox.add(List.of(ordered("a1", "a"), ordered("a2", "a"), mail("b")));
    outbox.cancel("a1");
    outbox.cancel("b");

    lookFor(Duration.ofMinutes(1));

    assertThat(arrived).containsExactly("a2");
    assertThat(stored("a1")).doesNotContainKey("body");
  }

  @Test
  void sendsItAgainUnderTheSameId_whenTheProcessDiesBeforeItIsNoted() {
    Process dying = new Process("dying", (collection, operation) -> {});
    outbox.add(mail("ann"));
    afterSending =
        (collection, operation) -> {
          throw new Killed();
        };
    clock.advance(Duration.ofSeconds(2));
    assertThatThrownBy(dying.instance::look).isInstanceOf(Killed.class);
    afterSending = (collection, operation) -> {};

    lookFor(Duration.ofMinutes(2));

    assertThat(arrived).containsExactly("ann", "ann");
  }

  @Test
  void forgetsIdsAndTheDead_whenTheirTimeIsOver() {
    results.put("bob", SendResult.refused("no such address"));
    outbox.add(List.of(mail("ann"), mail("bob")));
    lookFor(Duration.ofSeconds(2));

    one.repository.forgetWhatIsOver(clock.instant().plus(Duration.ofDays(19)));
    assertThat(outbox.dead(null, 10)).hasSize(1);
    one.repository.forgetWhatIsOver(clock.instant().plus(Duration.ofDays(21)));
    assertThat(outbox.dead(null, 10)).isEmpty();
    assertThat(DATABASE.mongo().getCollection("outbox").countDocuments()).isEqualTo(1);
    one.repository.forgetWhatIsOver(clock.instant().plus(Duration.ofDays(31)));

    assertThat(DATABASE.mongo().getCollection("outbox").countDocuments()).isZero();
  }

  /** {@code -Dbarometer.runs=100} makes more of them. */
  @Test
  void losesNothingAndKeepsTheOrder_whoeverDies_andSendsTwiceOnlyWhatADeadOneHadSent() {
    long first = Long.getLong("barometer.seed", System.nanoTime());
    for (long seed = first; seed < first + Integer.getInteger("barometer.runs", 3); seed++) {
      try {
        live(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("repeat it with -Dbarometer.seed=" + seed, e);
      }
    }
  }

  private void live(Random random) {
    DATABASE.clear();
    arrived.clear();
    clock.moveTo(START);
    int[] deaths = new int[1];
    Fate fate =
        (collection, operation) -> {
          if (random.nextInt(120) == 0) {
            throw new Killed();
          }
        };
    afterSending = fate;
    List<OutboxEntry> toAdd = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      toAdd.add(n % 3 == 0 ? mail("m-" + n) : ordered("m-" + n, "order-" + n % 5));
    }
    List<OutboxEntry> added = new ArrayList<>();
    int life = 0;
    Process process = new Process("life-0", fate);
    while (arrived.stream().distinct().count() < toAdd.size()) {
      try {
        if (added.size() < toAdd.size()) {
          process.outbox.add(toAdd.get(added.size()));
          added.add(toAdd.get(added.size()));
        }
        if (random.nextInt(4) == 0) {
          clock.advance(Duration.ofSeconds(1));
          process.instance.look();
          tryAgainWhatHasEndedTooMany(process.instance.timetable());
        }
      } catch (Killed killed) {
        deaths[0]++;
        process = new Process("life-" + ++life, fate);
        clock.advance(Duration.ofSeconds(random.nextInt(40)));
      }
      assertThat(Duration.between(START, clock.instant())).isLessThan(Duration.ofDays(1));
    }
    afterSending = (collection, operation) -> {};
    lookFor(Duration.ofMinutes(2));
    tryAgainWhatHasEndedTooMany(one.instance.timetable());
    lookFor(Duration.ofMinutes(2));

    assertThat(deaths[0]).isPositive();
    assertThat(arrived.size() - toAdd.size()).isBetween(0, deaths[0]);
    for (int order = 0; order < 5; order++) {
      String name = "order-" + order;
      assertThat(arrived.stream().distinct().toList())
          .containsSubsequence(
              toAdd.stream()
                  .filter(entry -> name.equals(entry.order()))
                  .map(OutboxEntry::id)
                  .toList());
    }
    assertThat(DATABASE.mongo().getCollection("outbox_orders").countDocuments()).isZero();
    assertThat(DATABASE.mongo().getCollection("timetable").countDocuments()).isZero();
  }

  /** As somebody does who looks at what was put aside. */
  private static void tryAgainWhatHasEndedTooMany(Timetable timetable) {
    timetable
        .setAside(null, 10)
        .forEach(aside -> timetable.tryAgain(aside.due().kind(), aside.due().key()));
  }

  private static Document stored(String id) {
    return DATABASE.mongo().getCollection("outbox").find(new Document("_id", id)).first();
  }
}
