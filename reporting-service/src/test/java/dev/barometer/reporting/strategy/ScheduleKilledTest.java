package dev.barometer.reporting.strategy;

import static dev.barometer.reporting.strategy.StrategyFixtures.BERLIN;
import static dev.barometer.reporting.strategy.StrategyFixtures.MONTHLY;
import static dev.barometer.reporting.strategy.StrategyFixtures.monthly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MortalMongo;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.edition.PlannedEditions;
import dev.barometer.reporting.strategy.StrategyFixtures.Process;
import dev.barometer.starter.timetable.TimetableInstance;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A process dies before and after each operation on the database; another one, or the same come
 * again, does the rest: each report is there once.
 */
class ScheduleKilledTest {
  private static final Instant BEFORE = at("2026-10-03T05:57:00");
  private static final Instant DUE = at("2026-10-03T06:00:00");

  private final MovingClock clock = new MovingClock(BEFORE);

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
  }

  private boolean dies(MongoOperations mongo, int moments, Consumer<Process> work) {
    try {
      work.accept(new Process("mortal", new MortalMongo(mongo, moments).operations(), clock));
      return false;
    } catch (MortalMongo.Killed killed) {
      return true;
    }
  }

  private Process alive(MongoOperations mongo, Instant then) {
    Process alive = new Process("alive", mongo, clock);
    clock.moveTo(then);
    alive.work();
    return alive;
  }

  private static Instant nextDue(Process process) {
    KeptStrategy kept = process.service().strategies.find(MONTHLY).orElseThrow();
    return process.service().runner.nextDue(kept).orElseThrow();
  }

  @Test
  void isPlannedOnce_whereverAProcessDiesThatPlansIt() {
    int deaths = 0;
    boolean died = true;
    for (int moments = 0; died; moments++) {
      try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
        MongoOperations mongo = database.operations();
        clock.moveTo(BEFORE);
        new Process("first", mongo, clock).service().publisher.add(monthly(3), "Ann");
        clock.moveTo(DUE);

        died = dies(mongo, moments, Process::work);

        deaths += died ? 1 : 0;
        Process alive = alive(mongo, DUE.plus(TimetableInstance.LEASE).plusSeconds(1));
        assertThat(PlannedEditions.all(mongo)).as("after %d", moments).hasSize(1);
        assertThat(nextDue(alive)).isEqualTo(at("2026-11-03T06:00:00"));
        assertThat(alive.scheduled()).as("after %d", moments).contains(nextDue(alive));
      }
    }
    assertThat(deaths).isGreaterThan(20);
  }

  @Test
  void isScheduledOrNotThere_whereverAProcessDiesThatAddsIt() {
    Set<Boolean> there = new HashSet<>();
    boolean died = true;
    for (int moments = 0; died; moments++) {
      try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
        MongoOperations mongo = database.operations();
        clock.moveTo(BEFORE);

        died = dies(mongo, moments, one -> one.service().publisher.add(monthly(3), "Ann"));

        Process alive = alive(mongo, BEFORE.plusSeconds(90));
        boolean isThere = alive.service().strategies.find(MONTHLY).isPresent();
        there.add(isThere);
        clock.moveTo(DUE);
        alive.work();
        assertThat(PlannedEditions.all(mongo)).as("after %d", moments).hasSize(isThere ? 1 : 0);
      }
    }
    assertThat(there).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void goesByWhatStands_whereverAProcessDiesThatChangesIt() {
    Set<Integer> days = new HashSet<>();
    boolean died = true;
    for (int moments = 0; died; moments++) {
      try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
        MongoOperations mongo = database.operations();
        clock.moveTo(BEFORE);
        new Process("first", mongo, clock).service().publisher.add(monthly(20), "Ann");

        died =
            dies(
                mongo,
                moments,
                one -> one.service().publisher.change(MONTHLY, 1L, monthly(3), "Ann"));

        Process alive = alive(mongo, BEFORE.plusSeconds(90));
        KeptStrategy kept = alive.service().strategies.find(MONTHLY).orElseThrow();
        int day = kept.strategy().cadence().day();
        days.add(day);
        clock.moveTo(DUE);
        alive.work();
        assertThat(PlannedEditions.all(mongo)).as("after %d", moments).hasSize(day == 3 ? 1 : 0);
        assertThat(alive.service().strategies.versions(kept, null, 10).items())
            .extracting(Strategy::revision)
            .containsExactlyElementsOf(day == 3 ? List.of(2L, 1L) : List.of(1L));
      }
    }
    assertThat(days).containsExactlyInAnyOrder(3, 20);
  }

  @Test
  void isPlannedOnce_whenSeveralProcessesWork() {
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
      MongoOperations mongo = database.operations();
      Process one = new Process("one", mongo, clock);
      Process other = new Process("other", mongo, clock);
      one.service().publisher.add(monthly(3), "Ann");
      for (int second = 0; second < 190; second += 10) {
        clock.moveTo(BEFORE.plusSeconds(second));
        one.work();
        other.work();
      }

      assertThat(PlannedEditions.all(mongo)).hasSize(1);
      assertThat(other.scheduled()).contains(at("2026-11-03T06:00:00"));
    }
  }
}
