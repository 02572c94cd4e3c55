package dev.barometer.starter.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.timetable.MortalMongo.Killed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two weeks of three instances over one database: each dies at random, before or after anything it
 * asks of the database, and in the middle of what it does, and begins again some time later.
 * Whatever asks for something to be scheduled is asked again until that returned.
 */
class FortnightTest {
  private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
  private static final Duration FORTNIGHT = Duration.ofDays(14);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Courtesy, a look a second, clocks that disagree, and one that was asked again. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final int CAUSES = 120;
  private static final int KEYS = 80;
  private static final int OPERATIONS_PER_DEATH = 200;
  private static final MemoryDatabase DATABASE = new MemoryDatabase();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** {@code -Dbarometer.runs=100} makes more of them. */
  @Test
  void doesEachOnce_notEarly_andSoon_whoeverDies() {
    long first = Long.getLong("barometer.seed", System.nanoTime());
    for (long seed = first; seed < first + Integer.getInteger("barometer.runs", 1); seed++) {
      DATABASE.clear();
      Simulation simulation = new Simulation(new Random(seed));
      try {
        simulation.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("repeat it with -Dbarometer.seed=" + seed, e);
      }

      assertThat(simulation.deaths).as("the test kills somebody").isGreaterThan(5);
      assertThat(simulation.done).as("there was something to do").isGreaterThan(KEYS / 2);
    }
  }

  /** What is to be done about a key, as another part of a service would keep it. */
  private static final class Wanted {
    private final Instant at;
    private Instant scheduled = Instant.MAX;
    private boolean isDone;
    private int deaths;

    Wanted(Instant at) {
      this.at = at;
    }
  }

  private static final class Simulation {
    private final Random random;
    private final MovingClock clock = new MovingClock(START);
    private final Map<String, Wanted> wanted = new HashMap<>();
    private final TreeMap<Instant, List<Runnable>> causes = new TreeMap<>();
    private final List<Life> lives = new ArrayList<>();
    private final Set<String> deadLeases = new HashSet<>();
    private long lastDone;
    private int deaths;
    private int done;

    Simulation(Random random) {
      this.random = random;
      for (int i = 0; i < 3; i++) {
        lives.add(new Life(Duration.ofMillis(random.nextInt(4_000) - 2_000)));
      }
      for (int i = 0; i < CAUSES; i++) {
        Instant at = START.plusMillis((long) (random.nextDouble() * FORTNIGHT.toMillis()));
        causes.computeIfAbsent(at, none -> new ArrayList<>()).add(this::cause);
      }
    }

    void run() {
      while (!causes.isEmpty() || !open().isEmpty() || clock.instant().isBefore(end())) {
        moveOn();
        while (!causes.isEmpty() && !causes.firstKey().isAfter(clock.instant())) {
          causes.pollFirstEntry().getValue().forEach(Runnable::run);
        }
        lives.forEach(Life::look);
        if (random.nextInt(3) == 0) {
          assertThatAllThatIsOpenCanBeFound();
        }
        assertThatNothingIsLate();
      }
      for (int i = 0; i < 200; i++) {
        clock.advance(SECOND);
        lives.forEach(Life::look);
      }
      assertThat(DATABASE.mongo().getCollection("timetable").countDocuments()).isZero();
      assertThat(DATABASE.mongo().getCollection("timetable_pages").countDocuments())
          .as("pages of minutes long ago are gone")
          .isLessThan(10);
    }

    private static Instant end() {
      return START.plus(FORTNIGHT);
    }

    /** A second where there is something to do, or else to the next moment that matters. */
    private void moveOn() {
      Instant next = clock.instant().plus(Duration.ofHours(7));
      for (Wanted each : open().values()) {
        next = each.at.isBefore(next) ? each.at.minusSeconds(3) : next;
      }
      if (!causes.isEmpty() && causes.firstKey().isBefore(next)) {
        next = causes.firstKey();
      }
      Instant soonest = clock.instant().plus(SECOND);
      clock.moveTo(next.isAfter(soonest) ? next : soonest);
    }

    private Map<String, Wanted> open() {
      Map<String, Wanted> open = new HashMap<>(wanted);
      open.values().removeIf(each -> each.isDone);
      return open;
    }

    private void cause() {
      String key = "k" + random.nextInt(KEYS);
      int what = random.nextInt(10);
      if (what == 0 && wanted.containsKey(key)) {
        wanted.remove(key);
        untilItReturns(timetable -> timetable.cancel("trial", key));
      } else {
        Duration delay =
            what < 3
                ? Duration.ZERO
                : Duration.ofMillis((long) (random.nextDouble() * FORTNIGHT.toMillis() / 4));
        Wanted now = new Wanted(new Due("trial", key, clock.instant().plus(delay)).at());
        // Who is dead holds his lease, whatever is scheduled in its place.
        now.deaths = wanted.containsKey(key) ? wanted.get(key).deaths : 0;
        wanted.put(key, now);
        untilItReturns(
            timetable -> {
              timetable.schedule(new Due("trial", key, now.at));
              now.scheduled = clock.instant();
            });
        if (what == 9) {
          untilItReturns(timetable -> timetable.schedule(new Due("trial", key, now.at)));
        }
      }
    }

    private void untilItReturns(Consumer<Timetable> cause) {
      Life life = lives.get(random.nextInt(lives.size()));
      if (life.instance == null || !life.lives(() -> cause.accept(life.instance.timetable()))) {
        causes
            .computeIfAbsent(clock.instant().plus(SECOND), none -> new ArrayList<>())
            .add(() -> untilItReturns(cause));
      }
    }

    private void handle(Due due, Clock own) {
      assertThat(own.instant()).as("never early").isAfterOrEqualTo(due.at());
      Wanted state = wanted.get(due.key());
      if (state == null || state.isDone || due.at().isBefore(state.at)) {
        return;
      }
      state.isDone = true;
      done++;
    }

    /** A page that is looked at still leads to it. */
    private void assertThatAllThatIsOpenCanBeFound() {
      Document mark = DATABASE.mongo().getCollection("timetable_mark").find().first();
      if (mark == null) {
        return;
      }
      long doneBefore = mark.getLong("done");
      assertThat(doneBefore)
          .isGreaterThanOrEqualTo(lastDone)
          .isLessThanOrEqualTo(mark.getLong("open"));
      lastDone = doneBefore;
      Set<String> found = new HashSet<>();
      for (Document page : DATABASE.mongo().getCollection("timetable_pages").find()) {
        if (Page.Id.parse(page.getString("_id")).minute() >= doneBefore) {
          page.getList("entries", Document.class, List.of())
              .forEach(entry -> found.add(entry.getString("item")));
        }
      }
      open()
          .forEach(
              (key, each) -> {
                if (!each.scheduled.equals(Instant.MAX)) {
                  assertThat(found).contains(Due.id("trial", key));
                }
              });
    }

    private void assertThatNothingIsLate() {
      if (lives.stream().noneMatch(life -> life.instance != null)) {
        return;
      }
      open()
          .forEach(
              (key, each) -> {
                Instant from = each.at.isAfter(each.scheduled) ? each.at : each.scheduled;
                if (!each.scheduled.equals(Instant.MAX) && from.isBefore(clock.instant())) {
                  assertThat(Duration.between(from, clock.instant()))
                      .as("%s, begun and left by %s who died", key, each.deaths)
                      .isLessThan(SOON.plus(Instance.LEASE.plus(SOON).multipliedBy(each.deaths)));
                }
              });
    }

    /** A process that is started anew some time after it died; one of the three always lives. */
    private final class Life {
      private final Clock own;
      private Instance instance;
      private Instant startsAt = START;

      Life(Duration ahead) {
        own = clock.ahead(ahead);
      }

      void look() {
        if (instance == null && !startsAt.isAfter(clock.instant())) {
          MortalMongo database = new MortalMongo(DATABASE.mongo(), (on, operation) -> live());
          instance =
              new Instance(
                  Long.toHexString(random.nextLong()),
                  database.operations(),
                  own,
                  timetable ->
                      List.of(
                          DueHandler.of(
                              "trial",
                              due -> {
                                live();
                                handle(due, own);
                                live();
                              })));
        }
        if (instance != null) {
          lives(instance::look);
        }
      }

      private void live() {
        boolean othersLive = lives.stream().filter(life -> life.instance != null).count() > 1;
        if (othersLive && random.nextInt(OPERATIONS_PER_DEATH) == 0) {
          throw new Killed();
        }
      }

      /** Whether it survives that. */
      boolean lives(Runnable action) {
        try {
          action.run();
          return true;
        } catch (Killed killed) {
          deaths++;
          instance = null;
          startsAt = clock.instant().plusSeconds(random.nextInt(180));
          noteWhatItHadBegun();
          return false;
        }
      }
    }

    private void noteWhatItHadBegun() {
      for (Document item : DATABASE.mongo().getCollection("timetable").find()) {
        Document lease = item.get("lease", Document.class);
        Wanted state = wanted.get(item.getString("key"));
        if (lease != null && deadLeases.add(lease.getString("token")) && state != null) {
          state.deaths++;
        }
      }
    }
  }
}
