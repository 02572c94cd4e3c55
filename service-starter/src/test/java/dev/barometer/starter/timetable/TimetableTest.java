package dev.barometer.starter.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.mongodb.MongoTimeoutException;
import dev.barometer.starter.timetable.MortalMongo.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Query;

class TimetableTest {
  private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
  private static final String REMIND = "invitation.remind";
  private static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final MovingClock clock = new MovingClock(START);
  private final List<String> done = new ArrayList<>();
  private final Map<String, Exception> failing = new HashMap<>();
  private final Instance one = instance("one");
  private final Timetable timetable = one.timetable();

  @BeforeEach
  void empty() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Instance instance(String name) {
    return new Instance(name, DATABASE.mongo(), clock, none -> List.of(handler(name)));
  }

  private DueHandler handler(String name) {
    return DueHandler.of(
        REMIND,
        due -> {
          if (failing.containsKey(due.key())) {
            throw failing.get(due.key());
          }
          done.add(due.key());
        });
  }

  private static Due due(String key, Duration after) {
    return new Due(REMIND, key, START.plus(after));
  }

  /** Looks each second until then, as a service does. */
  private void lookUntil(Duration after, Instance... instances) {
    while (clock.instant().isBefore(START.plus(after))) {
      clock.advance(Duration.ofSeconds(1));
      for (Instance each : instances) {
        each.look();
      }
    }
  }

  @Test
  void doesItAtItsMoment_andNotBefore_andOnce() {
    timetable.schedule(due("ann", Duration.ofMinutes(3)));

    lookUntil(Duration.ofSeconds(179), one);
    assertThat(done).isEmpty();
    lookUntil(Duration.ofSeconds(180), one);
    assertThat(done).containsExactly("ann");
    lookUntil(Duration.ofMinutes(10), one);

    assertThat(done).containsExactly("ann");
    assertThatNothingIsLeft();
  }

  @Test
  void doesAtOnceWhatWasDueBefore() {
    timetable.schedule(due("ann", Duration.ofDays(-3)));

    one.look();

    assertThat(done).containsExactly("ann");
  }

  @Test
  void isNeverEarly_whenAMomentHasMoreDigitsThanTheDatabaseKeeps() {
    timetable.schedule(new Due(REMIND, "ann", START.plusNanos(1)));

    one.look();
    assertThat(done).isEmpty();
    clock.advance(Duration.ofMillis(1));
    one.look();

    assertThat(done).containsExactly("ann");
  }

  @Test
  void tellsWhatIsScheduled_untilItIsDoneOrSetAside() {
    failing.put("bob", new IllegalStateException("broken"));
    timetable.schedule(due("ann", Duration.ofMinutes(3)));
    timetable.schedule(due("bob", Duration.ofMinutes(3)));

    assertThat(timetable.find(REMIND, "ann")).contains(due("ann", Duration.ofMinutes(3)));
    lookUntil(Duration.ofMinutes(3), one);
    assertThat(timetable.find(REMIND, "ann")).isEmpty();
    assertThat(timetable.find(REMIND, "bob")).contains(due("bob", Duration.ofMinutes(3)));
    lookUntil(Duration.ofMinutes(4), one);

    assertThat(timetable.setAside(null, 10)).hasSize(1);
    assertThat(timetable.find(REMIND, "bob")).isEmpty();
  }

  @Test
  void replacesWhatIsScheduledUnderTheSameKey_earlierOrLater() {
    timetable.schedule(due("ann", Duration.ofMinutes(5)));
    timetable.schedule(due("ann", Duration.ofMinutes(2)));
    timetable.schedule(due("bob", Duration.ofMinutes(2)));
    timetable.schedule(due("bob", Duration.ofMinutes(5)));

    lookUntil(Duration.ofMinutes(3), one);
    assertThat(done).containsExactly("ann");
    lookUntil(Duration.ofMinutes(6), one);

    assertThat(done).containsExactly("ann", "bob");
    assertThatNothingIsLeft();
  }

  @Test
  void keepsWhatIsThere_whenTheSameIsScheduledOnceMore() {
    failing.put("ann", new IllegalStateException());
    timetable.schedule(due("ann", Duration.ZERO));
    lookUntil(Duration.ofSeconds(2), one);
    int tries = timetableDocument().getInteger("tries");

    timetable.schedule(due("ann", Duration.ZERO));

    assertThat(tries).isEqualTo(2);
    assertThat(timetableDocument().getInteger("tries")).isEqualTo(tries);
  }

  @Test
  void leavesWhatIsThere_whenAskedToScheduleItUnlessItIs() {
    timetable.scheduleIfAbsent(due("ann", Duration.ofMinutes(5)));
    timetable.scheduleIfAbsent(due("ann", Duration.ofMinutes(1)));

    lookUntil(Duration.ofMinutes(4), one);
    assertThat(done).isEmpty();
    lookUntil(Duration.ofMinutes(5), one);

    assertThat(done).containsExactly("ann");
  }

  @Test
  void doesNotDoWhatWasCancelled() {
    timetable.schedule(due("ann", Duration.ofMinutes(1)));
    timetable.cancel(REMIND, "ann");

    lookUntil(Duration.ofMinutes(3), one);

    assertThat(done).isEmpty();
    assertThatNothingIsLeft();
  }

  @Test
  void catchesUpAfterDaysAway_theOldestFirst() {
    lookUntil(Duration.ofSeconds(1), one);
    List<Due> dues =
        IntStream.rangeClosed(1, 50).mapToObj(n -> due("u-" + n, Duration.ofHours(n))).toList();
    timetable.schedule(dues);
    clock.advance(Duration.ofDays(3));

    one.look();

    assertThat(done).isEqualTo(dues.stream().map(Due::key).toList());
    one.look();
    one.look();
    assertThatNothingIsLeft();
  }

  @Test
  void doesAnythingScheduledByAHandler_alsoUnderItsOwnKey() {
    Instance daily =
        new Instance(
            "daily",
            DATABASE.mongo(),
            clock,
            timetable ->
                List.of(
                    DueHandler.of(
                        "report.run",
                        due -> {
                          done.add(due.at().toString());
                          timetable.schedule(
                              new Due(due.kind(), due.key(), due.at().plus(Duration.ofDays(1))));
                        })));
    daily.timetable().schedule(new Due("report.run", "desk", START));

    for (int day = 0; day < 14; day++) {
      daily.look();
      daily.look();
      clock.advance(Duration.ofDays(1));
    }

    assertThat(done).hasSize(14).doesNotHaveDuplicates();
  }

  @Test
  void triesAgainAfterGrowingPauses_andPutsAsideInTheEnd_whereItCanBeSeenAndTriedAgain() {
    failing.put("ann", new IllegalStateException("quotes a comment"));
    timetable.schedule(new Due(REMIND, "ann", START, "second reminder"));

    List<Instant> tries = new ArrayList<>();
    int before = 0;
    while (timetable.setAside(null, 10).isEmpty()) {
      one.look();
      int now = timetableDocument().getInteger("tries");
      if (now > before) {
        tries.add(clock.instant());
      }
      before = now;
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(tries)
        .extracting(at -> Duration.between(START, at).toSeconds())
        .containsExactly(0L, 1L, 3L, 7L, 15L);
    SetAside aside = timetable.setAside(null, 10).get(0);
    assertThat(aside.due()).isEqualTo(new Due(REMIND, "ann", START, "second reminder"));
    assertThat(aside.tries()).isEqualTo(5);
    assertThat(aside.why()).isEqualTo("java.lang.IllegalStateException");
    assertThat(timetable.setAside(aside.due(), 10)).isEmpty();
    lookUntil(Duration.ofMinutes(2), one);
    assertThat(one.meters().get("barometer.timetable.set-aside").gauge().value()).isEqualTo(1);
    assertThat(one.meters().get("barometer.timetable.failed").counter().count()).isEqualTo(5);

    failing.clear();
    assertThat(timetable.tryAgain(REMIND, "ann")).isTrue();
    assertThat(timetable.tryAgain(REMIND, "ann")).isFalse();
    one.look();

    assertThat(done).containsExactly("ann");
    assertThat(timetable.setAside(null, 10)).isEmpty();
    lookUntil(Duration.ofMinutes(4), one);
    assertThatNothingIsLeft();
  }

  @Test
  void doesNotCountAnOutage() {
    failing.put("ann", new MongoTimeoutException("away"));
    timetable.schedule(due("ann", Duration.ZERO));

    lookUntil(Duration.ofMinutes(8), one);
    assertThat(timetable.setAside(null, 10)).isEmpty();
    failing.clear();
    lookUntil(Duration.ofMinutes(9), one);

    assertThat(done).containsExactly("ann");
  }

  @Test
  void forgetsWhatWasSetAside_whenNobodyCaredForItForLong() {
    failing.put("ann", new IllegalStateException());
    timetable.schedule(due("ann", Duration.ZERO));
    lookUntil(Duration.ofMinutes(1), one);
    assertThat(timetable.setAside(null, 10)).hasSize(1);

    clock.advance(Instance.ASIDE_KEPT.plusMinutes(2));
    one.look();

    assertThat(timetable.setAside(null, 10)).isEmpty();
    one.look();
    assertThatNothingIsLeft();
  }

  @Test
  void schedulesAnew_inPlaceOfWhatWasSetAside() {
    failing.put("ann", new IllegalStateException());
    timetable.schedule(due("ann", Duration.ZERO));
    lookUntil(Duration.ofMinutes(1), one);
    failing.clear();

    timetable.schedule(due("ann", Duration.ofMinutes(2)));

    assertThat(timetable.setAside(null, 10)).isEmpty();
    lookUntil(Duration.ofMinutes(3), one);
    assertThat(done).containsExactly("ann");
  }

  @Test
  void takesOverWhatADeadInstanceHadBegun_whenItsLeaseEnds() {
    Instance dying =
        new Instance(
            "dying",
            DATABASE.mongo(),
            clock,
            none ->
                List.of(
                    DueHandler.of(
                        REMIND,
                        due -> {
                          throw new Killed();
                        })));
    timetable.schedule(due("ann", Duration.ZERO));
    killedWhileItLooks(dying);

    lookUntil(Instance.LEASE.minusSeconds(1), one);
    assertThat(done).isEmpty();
    lookUntil(Instance.LEASE, one);

    assertThat(done).containsExactly("ann");
    lookUntil(Duration.ofMinutes(3), one);
    assertThatNothingIsLeft();
  }

  @Test
  void putsAsideWhatEndsEachProcessThatTriesIt() {
    timetable.schedule(due("ann", Duration.ZERO));
    for (int life = 0; life < Instance.RETRY.most(); life++) {
      killedWhileItLooks(
          new Instance(
              "dying-" + life,
              DATABASE.mongo(),
              clock,
              none ->
                  List.of(
                      DueHandler.of(
                          REMIND,
                          due -> {
                            throw new Killed();
                          }))));
      clock.advance(Instance.LEASE.plusSeconds(1));
    }

    one.look();

    assertThat(done).isEmpty();
    assertThat(timetable.setAside(null, 10)).hasSize(1);
  }

  @Test
  void doesItOnceMore_whenItIsScheduledAnewWhileSomebodyIsAtIt() {
    List<Due> seen = new ArrayList<>();
    Instance other = instance("other");
    Instance busy =
        new Instance(
            "busy",
            DATABASE.mongo(),
            clock,
            none ->
                List.of(
                    DueHandler.of(
                        REMIND,
                        due -> {
                          seen.add(due);
                          if (seen.size() == 1) {
                            timetable.schedule(due);
                            clock.advance(Duration.ofSeconds(5));
                            other.look();
                            assertThat(done).as("never two at once").isEmpty();
                          }
                        })));
    timetable.schedule(due("ann", Duration.ZERO));

    clock.advance(Duration.ofSeconds(3));
    busy.look();
    clock.advance(Duration.ofSeconds(3));
    busy.look();
    busy.look();

    assertThat(seen).hasSize(2);
    assertThat(done).isEmpty();
  }

  @Test
  void findsItAllTheSame_whenItsMinuteIsDoneWithWhileItIsScheduled() {
    lookUntil(Duration.ofSeconds(1), one);
    List<String> met = new ArrayList<>();
    MortalMongo slow =
        new MortalMongo(
            DATABASE.mongo(),
            (collection, operation) -> {
              boolean isAboutToAdd =
                  collection.equals("timetable_pages") && operation.equals("findOneAndUpdate");
              if (isAboutToAdd && met.isEmpty()) {
                met.add(operation);
                clock.advance(Duration.ofMinutes(5));
                one.look();
                one.look();
              }
            });
    Instance scheduling = new Instance("slow", slow.operations(), clock, none -> List.of());

    scheduling.timetable().schedule(due("ann", Duration.ofMinutes(2)));
    assertThat(met).hasSize(1);
    clock.advance(Duration.ofSeconds(3));
    one.look();

    assertThat(done).containsExactly("ann");
    lookUntil(Duration.ofMinutes(10), one);
    assertThatNothingIsLeft();
  }

  @Test
  void asksTwiceALook_howeverMuchWaitsForLater() {
    MortalMongo counting = new MortalMongo(DATABASE.mongo(), (collection, operation) -> {});
    Instance looking =
        new Instance(
            "counting", counting.operations(), clock, none -> List.of(handler("counting")));
    timetable.schedule(
        IntStream.range(0, 2_000)
            .mapToObj(n -> due("u-" + n, Duration.ofDays(1).plusMinutes(n)))
            .toList());
    looking.look();
    counting.takeAsked();

    looking.look();

    assertThat(counting.takeAsked()).containsExactly("timetable_mark find", "timetable_pages find");
  }

  @Test
  void sharesAFullMinuteAmongInstances_withoutRacing() {
    List<MortalMongo> databases = new ArrayList<>();
    Map<String, Integer> shares = new HashMap<>();
    List<Instance> three = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      MortalMongo counting = new MortalMongo(DATABASE.mongo(), (collection, operation) -> {});
      databases.add(counting);
      three.add(
          new Instance(
              name,
              counting.operations(),
              clock,
              none -> List.of(DueHandler.of(REMIND, due -> shares.merge(name, 1, Integer::sum)))));
    }
    three.forEach(Instance::look);
    timetable.schedule(
        IntStream.range(0, 600).mapToObj(n -> due("u-" + n, Duration.ofMinutes(1))).toList());
    databases.forEach(MortalMongo::takeAsked);

    clock.advance(Duration.ofMinutes(1));
    three.forEach(Instance::look);
    three.forEach(Instance::look);

    assertThat(shares.values()).allSatisfy(n -> assertThat(n).isCloseTo(200, within(60)));
    assertThat(shares.values().stream().mapToInt(n -> n).sum()).isEqualTo(600);
    long claims =
        databases.stream()
            .flatMap(each -> each.takeAsked().stream())
            .filter("timetable findOneAndUpdate"::equals)
            .count();
    assertThat(claims).as("each was claimed by one, and nobody else tried").isEqualTo(600);
    assertThat(pagesWith(START.plus(Duration.ofMinutes(1)))).isBetween(2L, 8L);
    clock.advance(Duration.ofMinutes(2));
    three.forEach(Instance::look);
    three.forEach(Instance::look);
    assertThatNothingIsLeft();
  }

  @Test
  void growsTheNumberOfPages_whenAMinuteFillsOneByOne() {
    for (int n = 0; n < 300; n++) {
      timetable.schedule(due("u-" + n, Duration.ofMinutes(1)));
    }

    lookUntil(Duration.ofMinutes(1), one);

    assertThat(pagesWith(START.plus(Duration.ofMinutes(1)))).isEqualTo(2);
    assertThat(done).hasSize(300).doesNotHaveDuplicates();
    lookUntil(Duration.ofMinutes(3), one);
    assertThatNothingIsLeft();
  }

  @Test
  void takesTheShareOfADeadInstance_afterACourtesyOfTwoSeconds() {
    Instance other = instance("other");
    other.look();
    timetable.schedule(
        IntStream.range(0, 100).mapToObj(n -> due("u-" + n, Duration.ofMinutes(1))).toList());

    lookUntil(Duration.ofMinutes(1), one);
    assertThat(done).hasSizeBetween(20, 80);
    lookUntil(Duration.ofSeconds(62), one);

    assertThat(done).hasSize(100);
  }

  @Test
  void leavesToTheOtherWhatIsItsShare_alsoWhereThatWasMovedWithinItsMinute() {
    Instance other = instance("other");
    one.look();
    other.look();
    for (int seconds : List.of(10, 20)) {
      timetable.schedule(
          IntStream.range(0, 20)
              .mapToObj(n -> due("u-" + n, Duration.ofSeconds(seconds)))
              .toList());
    }
    clock.advance(Duration.ofSeconds(21));

    one.look();
    one.look();
    assertThat(done).hasSizeBetween(1, 19);
    other.look();

    assertThat(done).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void takesAllAtOnce_whenTheOtherHasLeft() {
    Instance other = instance("other");
    other.look();
    other.leave();
    timetable.schedule(
        IntStream.range(0, 100).mapToObj(n -> due("u-" + n, Duration.ofMinutes(1))).toList());

    lookUntil(Duration.ofMinutes(1), one);

    assertThat(done).hasSize(100);
  }

  @Test
  void goesOn_whenTheClockOfAnotherIsHoursAhead() {
    Instance ahead =
        new Instance(
            "ahead", DATABASE.mongo(), clock.ahead(Duration.ofHours(3)), none -> List.of());
    ahead.look();
    timetable.schedule(due("ann", Duration.ofMinutes(1)));
    timetable.schedule(due("bob", Duration.ofHours(4)));

    lookUntil(Duration.ofSeconds(59), one);
    assertThat(done).isEmpty();
    lookUntil(Duration.ofSeconds(63), one);
    assertThat(done).containsExactly("ann");
    clock.moveTo(START.plus(Duration.ofHours(4)));
    lookUntil(Duration.ofHours(4).plusSeconds(3), one);

    assertThat(done).containsExactly("ann", "bob");
  }

  @Test
  void leavesAKindItDoesNotKnowToOthers_andPutsItAsideWhereNobodyDoes() {
    Instance older = new Instance("older", DATABASE.mongo(), clock, none -> List.of());
    timetable.schedule(due("ann", Duration.ZERO));
    lookUntil(Duration.ofSeconds(30), older);
    assertThat(timetableDocument().getInteger("tries")).isZero();
    lookUntil(Duration.ofSeconds(33), older, one);
    assertThat(done).containsExactly("ann");

    timetable.schedule(due("bob", Duration.ofMinutes(1)));
    lookUntil(Duration.ofMinutes(15), older);

    assertThat(timetable.setAside(null, 10))
        .extracting(aside -> aside.due().key())
        .containsExactly("bob");
  }

  @Test
  void letsGoWhatItHasInHand_whenTheDatabaseGoesAway() {
    List<Runnable> inHand = new ArrayList<>();
    boolean[] isAway = {false};
    MortalMongo database =
        new MortalMongo(
            DATABASE.mongo(),
            (collection, operation) -> {
              if (isAway[0]) {
                throw new MongoTimeoutException("away");
              }
            });
    Instance busy =
        new Instance(
            "busy", database.operations(), clock, none -> List.of(handler("busy")), inHand::add);
    busy.timetable()
        .schedule(IntStream.range(0, 3).mapToObj(n -> due("u-" + n, Duration.ZERO)).toList());
    busy.look();
    busy.look();
    assertThat(inHand).as("handed over once").hasSize(3);
    database.takeAsked();

    isAway[0] = true;
    inHand.forEach(Runnable::run);
    assertThat(database.takeAsked()).as("one notices it for all").hasSize(1);
    isAway[0] = false;
    inHand.clear();
    busy.look();
    inHand.forEach(Runnable::run);

    assertThat(done).containsExactlyInAnyOrder("u-0", "u-1", "u-2");
  }

  @Test
  void tellsHowLateItIs_andWhatWaits() {
    timetable.schedule(due("ann", Duration.ofSeconds(10)));
    timetable.schedule(due("bob", Duration.ofDays(10)));
    clock.advance(Duration.ofSeconds(40));

    one.look();

    assertThat(
            one.meters()
                .get("barometer.timetable.late")
                .tag("kind", REMIND)
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(30);
    assertThat(one.meters().get("barometer.timetable.overdue").gauge().value()).isEqualTo(30);
    assertThat(one.meters().get("barometer.timetable.waiting").gauge().value()).isEqualTo(1);
    one.look();
    assertThat(one.meters().get("barometer.timetable.overdue").gauge().value()).isZero();
  }

  private static void killedWhileItLooks(Instance dying) {
    assertThatThrownBy(dying::look).isInstanceOf(Killed.class);
  }

  private static Document timetableDocument() {
    return DATABASE.mongo().getCollection("timetable").find().first();
  }

  private static long pagesWith(Instant minute) {
    return DATABASE.mongo().findAll(Document.class, "timetable_pages").stream()
        .filter(page -> page.getString("_id").startsWith(Page.minute(minute) + "/"))
        .count();
  }

  private void assertThatNothingIsLeft() {
    assertThat(DATABASE.mongo().count(new Query(), "timetable")).isZero();
    assertThat(DATABASE.mongo().findAll(Document.class, "timetable_pages"))
        .allSatisfy(
            page ->
                assertThat(Page.Id.parse(page.getString("_id")).minute())
                    .isGreaterThanOrEqualTo(Page.minute(clock.instant())));
  }
}
