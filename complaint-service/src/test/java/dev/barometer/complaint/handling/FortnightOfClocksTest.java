package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.MortalMongo.Killed;
import dev.barometer.complaint.MovingClock;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.ClockTarget;
import dev.barometer.complaint.handling.MinuteByMinute.Act;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.WeekHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two weeks of many cases with three instances over one database: a holiday, the end of summer
 * time, people who work on some of them, each hour one instance that is begun anew and one that
 * ends between any two writes. {@code -Dbarometer.cases=20000} makes it as large as it is claimed.
 */
class FortnightOfClocksTest {
  private static final Logger log = LoggerFactory.getLogger(FortnightOfClocksTest.class);
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant START = Instant.parse("2026-10-18T22:00:00Z");
  private static final int MINUTES = 14 * 24 * 60;
  private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 10, 26));
  private static final int CASES = Integer.getInteger("barometer.cases", 150);
  private static final int MOST_WRITES_BEFORE_DEATH = 60;
  private static final Actor KIM = new Actor("token:Kim", "Kim");
  private static final Duration LEASES = Duration.ofSeconds(31);
  private static final List<String> TOLD = List.of("warned", "breached", "escalated");

  private static final ClockBook BOOK =
      team ->
          new ClockRules(
              new BusinessCalendar(BERLIN, WeekHours.parse("Mon-Fri 09:00-17:00"), HOLIDAYS),
              (name, kind, severity, calendar) -> {
                int[] minutes = MinuteByMinute.TARGETS.get(name.label());
                return new ClockTarget(
                    Duration.ofMinutes(minutes[0]), Duration.ofMinutes(minutes[1]));
              });

  private final MovingClock clock = new MovingClock(START);
  private final MinuteByMinute minutes = new MinuteByMinute(START, MINUTES, BERLIN, HOLIDAYS);
  private final CaseMoves moves = new CaseMoves(BOOK);
  private final Map<String, List<Act>> acts = new HashMap<>();
  private final Map<String, Integer> received = new HashMap<>();
  private final TreeMap<Integer, List<Runnable>> causes = new TreeMap<>();
  private final Map<String, Instant> notices = new HashMap<>();
  private final List<Life> lives = new ArrayList<>();
  private Random random = new Random();
  private int deaths;
  private int restarts;
  private Duration latest = Duration.ZERO;

  @Test
  void strikesEachOnce_atTheRightMinute_whoeverDies() {
    long seed = Long.getLong("barometer.seed", System.nanoTime());
    random = new Random(seed);
    long begin = System.nanoTime();
    plan();
    for (int i = 0; i < 3; i++) {
      lives.add(new Life());
    }
    run();
    int strikes = assertThatEachStruckOnce(seed);
    log.info(
        "seed {}: {} cases, {} strikes, {} notices, {} deaths, {} restarts, told at most {} late,"
            + " {} s",
        seed,
        CASES,
        strikes,
        notices.size(),
        deaths,
        restarts,
        latest,
        (System.nanoTime() - begin) / 1_000_000_000);
    assertThat(deaths).as("the test ends processes").isGreaterThan(100);
  }

  /** When each comes in, and what is done to every third. */
  private void plan() {
    TreeSet<Integer> moments = new TreeSet<>();
    for (int i = 0; i < CASES; i++) {
      String id = "C-" + i;
      int at = random.nextInt(4 * 24 * 60);
      received.put(id, at);
      List<Act> script = new ArrayList<>();
      if (i % 3 == 0) {
        int minute = at;
        for (String move : List.of("acknowledge", "assess", "wait", "resume", "respond")) {
          minute += 1 + random.nextInt(3 * 24 * 60);
          if (minute < MINUTES && random.nextInt(8) > 0) {
            script.add(new Act(minute, move));
          } else {
            break;
          }
        }
      }
      acts.put(id, script);
      cause(at, life -> open(life, id, at));
      script.forEach(act -> cause(act.minute(), life -> move(life, id, act.move())));
      for (String strike : minutes.strikes(at, script)) {
        Instant then = Instant.parse(strike.substring(0, strike.indexOf(' ')));
        moments.add((int) Duration.between(START, then).toMinutes());
      }
    }
    moments.forEach(minute -> causes.computeIfAbsent(minute, none -> new ArrayList<>()));
    for (int hour = 1; hour <= MINUTES / 60; hour++) {
      causes.computeIfAbsent(hour * 60, none -> new ArrayList<>()).add(this::anHour);
    }
  }

  private void cause(int minute, Consumer<ClockInstance> what) {
    causes.computeIfAbsent(minute, none -> new ArrayList<>()).add(() -> untilItIsDone(what));
  }

  private void untilItIsDone(Consumer<ClockInstance> what) {
    boolean isDone = false;
    while (!isDone) {
      Life life = lives.get(random.nextInt(lives.size()));
      isDone = life.lives(what);
    }
  }

  private void open(ClockInstance life, String id, int minute) {
    var said = CaseFixtures.evidence("r-" + id, minutes.at(minute), Severity.NORMAL, EMAIL_TEAM);
    life.cases.put(
        null,
        new Opening(id, id, "u-1", said, Actor.BAROMETER, minutes.at(minute), false)
            .open(BOOK.of(null)));
  }

  /** Whoever died after it was written does it no second time. */
  private void move(ClockInstance life, String id, String move) {
    while (true) {
      Case here = life.cases.find(id).orElseThrow();
      boolean isThere =
          here.handling().history().stream()
              .anyMatch(entry -> entry.who().equals("Kim") && entry.what().startsWith(what(move)));
      if (isThere) {
        return;
      }
      Instant now = clock.instant();
      Case next =
          switch (move) {
            case "acknowledge" -> moves.acknowledge(here, KIM, now, null);
            case "assess" -> moves.assess(here, KIM, now, Severity.NORMAL, null, null);
            case "wait" -> moves.waitFor(here, KIM, now, "customer", null);
            case "resume" -> moves.resume(here, KIM, now);
            default -> moves.respond(here, KIM, now, "Sorry.", true);
          };
      if (life.cases.put(here, next).isPresent()) {
        return;
      }
    }
  }

  private static String what(String move) {
    return move.equals("wait") ? "waiting" : move;
  }

  /** One ends soon, in the middle of what it does then; another is begun anew. */
  private void anHour() {
    lives.get(random.nextInt(3)).writesLeft = random.nextInt(MOST_WRITES_BEFORE_DEATH);
    Life anew = lives.get(random.nextInt(3));
    anew.instance = null;
    restarts++;
    lives.forEach(life -> life.lives(ClockInstance::sweep));
  }

  private void run() {
    while (!causes.isEmpty()) {
      var next = causes.pollFirstEntry();
      clock.moveTo(minutes.at(next.getKey()));
      next.getValue().forEach(Runnable::run);
      work();
      clock.advance(LEASES);
      work();
    }
    for (int i = 0; i < 5; i++) {
      clock.advance(LEASES);
      lives.forEach(life -> life.writesLeft = Integer.MAX_VALUE);
      lives.forEach(life -> life.lives(ClockInstance::sweep));
      work();
    }
  }

  private void work() {
    for (Life life : lives) {
      life.lives(ClockInstance::tell);
      life.lives(ClockInstance::look);
      life.lives(ClockInstance::tell);
    }
  }

  /** A process that is begun anew after it ended. */
  private final class Life {
    private ClockInstance instance;
    private int writesLeft = Integer.MAX_VALUE;

    boolean lives(Consumer<ClockInstance> action) {
      if (instance == null) {
        instance =
            new ClockInstance(
                Long.toHexString(random.nextLong()),
                DATABASE.mongo(),
                clock,
                BOOK,
                this::live,
                this::notice);
      }
      try {
        action.accept(instance);
        return true;
      } catch (Killed killed) {
        deaths++;
        instance = null;
        writesLeft = Integer.MAX_VALUE;
        return false;
      }
    }

    private void live() {
      if (writesLeft != Integer.MAX_VALUE && writesLeft-- <= 0) {
        throw new Killed();
      }
    }

    /** As mails are: under names that are derived, so that each is kept once. */
    private void notice(List<CaseFollower.Followed> changes) {
      for (CaseFollower.Followed change : changes) {
        for (Entry entry : change.entries()) {
          if (TOLD.contains(entry.what())) {
            live();
            Instant first =
                notices.putIfAbsent(
                    change.current().caseId() + "#" + entry.number(), clock.instant());
            if (first == null) {
              Duration late = Duration.between(entry.at(), clock.instant());
              latest = late.compareTo(latest) > 0 ? late : latest;
            }
            live();
          }
        }
      }
    }
  }

  private int assertThatEachStruckOnce(long seed) {
    int strikes = 0;
    Set<String> owed = new TreeSet<>();
    List<CaseDocument> all = DATABASE.mongo().findAll(CaseDocument.class);
    assertThat(all).hasSize(CASES);
    for (CaseDocument document : all) {
      Case found = document.current();
      List<String> expected =
          minutes.strikes(received.get(found.caseId()), acts.get(found.caseId()));
      List<String> told = new ArrayList<>();
      long breaches = 0;
      long levels = 0;
      for (Entry entry : found.handling().history()) {
        if (TOLD.contains(entry.what())) {
          owed.add(found.caseId() + "#" + entry.number());
        }
        if (entry.what().equals("escalated")) {
          levels++;
        } else if (TOLD.contains(entry.what())) {
          told.add(entry.at() + " " + entry.what() + " " + entry.details().get("clock"));
          breaches += entry.what().equals("breached") ? 1 : 0;
        }
      }
      assertThat(told)
          .as("%s, seed %d, after %s", found.caseId(), seed, acts.get(found.caseId()))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(levels).isEqualTo(Math.min(2, breaches));
      assertThat(document.firstUnsent()).isEmpty();
      strikes += told.size();
    }
    assertThat(notices.keySet()).containsExactlyInAnyOrderElementsOf(owed);
    return strikes;
  }
}
