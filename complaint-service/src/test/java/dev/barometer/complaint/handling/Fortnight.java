package dev.barometer.complaint.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.ClockTarget;
import dev.barometer.complaint.handling.MinuteByMinute.Act;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Two weeks of many cases, or less: a holiday, the end of summer time, people who work on every
 * third. It says what is done when, and what the clocks are to have done at its end.
 */
final class Fortnight {
  private static final Logger log = LoggerFactory.getLogger(Fortnight.class);

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant START = Instant.parse("2026-10-18T22:00:00Z");
  private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 10, 26));
  private static final int MINUTES_OF_HOUR = 60;
  private static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

  /** As it comes, this database puts all it finds into one message. */
  private static final int FEW = 200;

  /** Of leases there are none that last longer. */
  private static final Duration LEASES = Duration.ofSeconds(31);

  /** Whoever died, another has done it by then. */
  private static final Duration LATEST = Duration.ofMinutes(5);

  static final ClockBook BOOK =
      team ->
          new ClockRules(
              new BusinessCalendar(BERLIN, WeekHours.parse("Mon-Fri 09:00-17:00"), HOLIDAYS),
              (name, kind, severity, calendar) -> {
                int[] minutes = MinuteByMinute.TARGETS.get(name.label());
                return new ClockTarget(
                    Duration.ofMinutes(minutes[0]), Duration.ofMinutes(minutes[1]));
              });

  /** The instances that work on it, each of which may die at any write. */
  interface Crew {
    /** All of it is done when this returns, whoever dies; each then looks at what is due. */
    void work(Instant now, List<Doing> doings, boolean isDue);

    /** One looks at what the others left, some time after them. */
    void lookAgain(Instant now, boolean sweeps);

    /** Some of them are to die soon, in the middle of what they do. */
    void anHour();

    /** None is to die any more. */
    void noMoreDeaths();

    int deaths();
  }

  private final long seed;
  private final int cases;
  private final int length;
  private final long began = System.nanoTime();
  private final Map<String, List<Act>> acts = new HashMap<>();
  private final Map<String, List<String>> expected = new HashMap<>();
  private final Map<Integer, List<Doing>> doings = new HashMap<>();
  private final Set<Integer> due = new TreeSet<>();
  private int strikes;
  private int notices;
  private int repeated;
  private Duration latest = Duration.ZERO;

  private Fortnight(long seed, int cases, int days) {
    this.seed = seed;
    this.cases = cases;
    this.length = days * MINUTES_OF_DAY;
    var minutes = new MinuteByMinute(START, length, BERLIN, HOLIDAYS);
    Random random = new Random(seed);
    for (int i = 0; i < cases; i++) {
      plan("C-" + i, i % 3 == 0, minutes, random);
    }
  }

  /** Of the size and the seed that are set for this run. */
  static Fortnight of(int usualCases, int usualDays) {
    return new Fortnight(
        Long.getLong("barometer.seed", System.nanoTime()),
        Integer.getInteger("barometer.cases", usualCases),
        Integer.getInteger("barometer.days", usualDays));
  }

  long seed() {
    return seed;
  }

  private void plan(String id, boolean isWorkedOn, MinuteByMinute minutes, Random random) {
    int received = random.nextInt(length * 2 / 7);
    List<Act> script = new ArrayList<>();
    int then = received;
    for (String move : isWorkedOn ? Doing.MOVES : List.<String>of()) {
      then += 1 + random.nextInt(length * 3 / 14);
      if (then >= length || random.nextInt(8) == 0) {
        break;
      }
      script.add(new Act(then, move));
    }
    acts.put(id, script);
    expected.put(id, minutes.strikes(received, script));
    does(received, id, Doing.OPEN);
    script.forEach(act -> does(act.minute(), id, act.move()));
    for (String strike : expected.get(id)) {
      Instant at = Instant.parse(strike.substring(0, strike.indexOf(' ')));
      due.add((int) Duration.between(START, at).toMinutes());
    }
  }

  private void does(int minute, String caseId, String what) {
    doings
        .computeIfAbsent(minute, none -> new ArrayList<>())
        .add(new Doing(caseId, what, at(minute)));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  /** Goes through it, minute by minute in which there is something to do, and an hour at most. */
  void lives(Crew crew) {
    TreeSet<Integer> minutes = new TreeSet<>(doings.keySet());
    minutes.addAll(due);
    for (int hour = MINUTES_OF_HOUR; hour < length; hour += MINUTES_OF_HOUR) {
      minutes.add(hour);
    }
    boolean someoneDied = false;
    while (!minutes.isEmpty()) {
      int minute = minutes.pollFirst();
      int deaths = crew.deaths();
      boolean isHour = minute % MINUTES_OF_HOUR == 0;
      if (isHour) {
        crew.anHour();
      }
      boolean isDue = isHour || someoneDied || due.contains(minute);
      crew.work(at(minute), doings.getOrDefault(minute, List.of()), isDue);
      someoneDied |= crew.deaths() > deaths;
      if (isDue || someoneDied) {
        deaths = crew.deaths();
        crew.lookAgain(at(minute).plus(LEASES), someoneDied);
        // Held by who died just now, it is free when the next minute has passed.
        someoneDied = crew.deaths() > deaths;
      }
      if (someoneDied) {
        minutes.add(minute + 1);
      }
    }
    crew.noMoreDeaths();
    for (int minute = length; minute < length + 3; minute++) {
      crew.work(at(minute), List.of(), true);
      crew.lookAgain(at(minute).plus(LEASES), true);
    }
  }

  /** Each warning, each breach, each level and each notice once, at the moment counted by hand. */
  void assertStruckOnce(MongoOperations mongo) {
    Map<String, Instant> owed = new HashMap<>();
    int found = 0;
    try (Stream<CaseDocument> all =
        mongo.stream(new Query().cursorBatchSize(FEW), CaseDocument.class)) {
      for (CaseDocument document : (Iterable<CaseDocument>) all::iterator) {
        assertThat(document.firstUnsent()).isEmpty();
        assertStruckOnce(document.current(), owed);
        found++;
      }
    }
    assertThat(found).isEqualTo(cases);
    assertToldOnce(mongo, owed);
  }

  private void assertStruckOnce(Case ended, Map<String, Instant> owed) {
    List<String> told = new ArrayList<>();
    long breaches = 0;
    long levels = 0;
    for (Entry entry : ended.handling().history()) {
      if (!Notices.TOLD.contains(entry.what())) {
        continue;
      }
      owed.put(Notices.id(ended.caseId(), entry.number()), entry.at());
      if (entry.what().equals("escalated")) {
        levels++;
      } else {
        told.add(entry.at() + " " + entry.what() + " " + entry.details().get("clock"));
        breaches += entry.what().equals("breached") ? 1 : 0;
      }
    }
    assertThat(told)
        .as("%s, seed %d, after %s", ended.caseId(), seed, acts.get(ended.caseId()))
        .containsExactlyInAnyOrderElementsOf(expected.get(ended.caseId()));
    assertThat(levels).isEqualTo(Math.min(2, breaches));
    strikes += told.size();
  }

  private void assertToldOnce(MongoOperations mongo, Map<String, Instant> owed) {
    for (Document notice : mongo.getCollection(Notices.COLLECTION).find().batchSize(FEW)) {
      Instant at = owed.remove(notice.getString("_id"));
      assertThat(at).as("%s, seed %d", notice, seed).isNotNull();
      Duration late = Duration.between(at, notice.getDate(Notices.FIRST).toInstant());
      latest = late.compareTo(latest) > 0 ? late : latest;
      repeated += notice.getInteger(Notices.ATTEMPTS) - 1;
      notices++;
    }
    assertThat(owed).as("seed %d", seed).isEmpty();
    assertThat(latest).as("seed %d", seed).isLessThan(LATEST);
  }

  /** The figures of this run, and of who died in it. */
  void log(String deaths) {
    log.info(
        "seed {}: {} cases, {} days, {} strikes, {} notices ({} tried again), told at most {} late,"
            + " {}, {} s",
        seed,
        cases,
        length / MINUTES_OF_DAY,
        strikes,
        notices,
        repeated,
        latest,
        deaths,
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }
}
