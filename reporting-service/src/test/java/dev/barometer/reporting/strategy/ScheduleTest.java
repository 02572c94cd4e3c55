package dev.barometer.reporting.strategy;

import static dev.barometer.reporting.strategy.StrategyFixtures.BERLIN;
import static dev.barometer.reporting.strategy.StrategyFixtures.MONTHLY;
import static dev.barometer.reporting.strategy.StrategyFixtures.monthly;
import static dev.barometer.reporting.strategy.StrategyFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.PlannedEditions;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.edition.Step;
import dev.barometer.reporting.strategy.StrategyFixtures.Service;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.StillTimetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each period gets its report once, whoever is alive and whenever. */
class ScheduleTest {
  private static final Step.Person ANN = new Step.Person("staff:ann", "Ann");

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MovingClock clock = new MovingClock(at("2026-09-20T12:00:00"));
  private final StillTimetable timetable = new StillTimetable(database.operations(), clock);
  private final Service service = new Service(database.operations(), timetable, clock);

  @AfterEach
  void close() {
    database.close();
  }

  private static Instant at(String time) {
    return ZonedDateTime.parse(time + "+00:00[UTC]").withZoneSameLocal(BERLIN).toInstant();
  }

  private void goTo(String time) {
    clock.moveTo(at(time));
    work();
  }

  private void work() {
    DueHandler handler = service.handler();
    timetable.work(
        DueHandler.of(
            handler.kind(),
            due -> {
              clock.advance(Duration.ofMillis(1));
              handler.handle(List.of(due));
            }));
  }

  /** In the order in which they were planned. */
  private List<String> planned() {
    List<String> titles =
        new ArrayList<>(
            PlannedEditions.all(database.operations()).stream()
                .map(one -> one.plan().title())
                .toList());
    Collections.reverse(titles);
    return titles;
  }

  @Test
  void plansAClosedMonthAtItsDay_once() {
    service.publisher.add(monthly(3), "Ann");

    goTo("2026-10-03T05:59:00");
    assertThat(planned()).isEmpty();
    goTo("2026-10-03T06:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09");
    goTo("2026-10-31T23:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09");
    goTo("2026-11-03T06:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09", "Desk, 2026-10");
  }

  @Test
  void plansWhatTheStrategySays_andNamesIt() {
    service.publisher.add(monthly(3), "Ann");
    goTo("2026-10-03T06:00:00");

    Edition edition = PlannedEditions.all(database.operations()).get(0);
    assertThat(edition.plan().from()).isEqualTo(at("2026-09-01T00:00:00"));
    assertThat(edition.plan().to()).isEqualTo(at("2026-10-01T00:00:00"));
    assertThat(edition.plan().comparedTo()).isEqualTo(edition.plan().from());
    assertThat(edition.plan().sections()).containsExactly(Section.OVERVIEW, Section.SLA);
    assertThat(edition.plan().reviewers()).containsExactly("bo");
    assertThat(edition.plan().origin()).hasToString("Origin[strategyId=desk-monthly, revision=1]");
    assertThat(edition.texts()).containsEntry(Section.OVERVIEW, "This month in short.");
    assertThat(edition.history()).singleElement().extracting(Step::who).isNull();
    assertThat(service.strategies.find(MONTHLY).orElseThrow().lastReport())
        .isEqualTo(edition.reportId());
  }

  @Test
  void catchesUpWithWhatWasMissed_theOldestFirst() {
    service.publisher.add(monthly(3), "Ann");

    goTo("2027-01-10T12:00:00");

    assertThat(planned())
        .containsExactly("Desk, 2026-09", "Desk, 2026-10", "Desk, 2026-11", "Desk, 2026-12");
    goTo("2027-02-02T12:00:00");
    assertThat(planned()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    // around both changes of the clocks, the ends of months, and a leap day
    "week,  7, 2026-03-23T12:00:00, 2026-03-29T05:59:00, 2026-03-29T06:00:00, '2026-W12'",
    "week,  7, 2026-10-19T12:00:00, 2026-10-25T05:59:00, 2026-10-25T06:00:00, '2026-W42'",
    "month, 31, 2026-02-20T12:00:00, 2026-02-28T05:59:00, 2026-02-28T06:00:00, '2026-01'",
    "month, 31, 2028-02-20T12:00:00, 2028-02-29T05:59:00, 2028-02-29T06:00:00, '2028-01'",
    "year, 60, 2028-02-20T12:00:00, 2028-02-29T05:59:00, 2028-02-29T06:00:00, '2027'",
    "year, 60, 2027-02-20T12:00:00, 2027-03-01T05:59:00, 2027-03-01T06:00:00, '2026'"
  })
  void keepsToTheCalendarOfTheOrganisation(
      String every, int day, String added, String before, String due, String period) {
    clock.moveTo(at(added));
    service.publisher.add(request(every, day, true), "Ann");

    goTo(before);
    assertThat(planned()).isEmpty();
    goTo(due);
    assertThat(planned()).containsExactly("Desk, " + period);
  }

  @Test
  void movesWhatIsDue_whenTheDayMoves() {
    service.publisher.add(monthly(20), "Ann");
    goTo("2026-10-10T12:00:00");
    assertThat(planned()).isEmpty();

    service.publisher.change(MONTHLY, 1L, monthly(25), "Ann");
    goTo("2026-10-21T12:00:00");
    assertThat(planned()).isEmpty();

    // The day has passed, and the report was not made yet.
    service.publisher.change(MONTHLY, 2L, monthly(5), "Ann");
    work();
    assertThat(planned()).containsExactly("Desk, 2026-09");

    // It was made already.
    service.publisher.change(MONTHLY, 3L, monthly(25), "Ann");
    goTo("2026-10-30T12:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09");
    goTo("2026-11-25T06:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09", "Desk, 2026-10");
  }

  @Test
  void beginsWithWhatIsDueFromThenOn_whenOtherPeriodsAreTold() {
    service.publisher.add(monthly(3), "Ann");
    goTo("2026-11-20T12:00:00");
    assertThat(planned()).hasSize(2);

    service.publisher.change(MONTHLY, null, request("week", 1, true), "Ann");
    goTo("2026-11-22T12:00:00");
    assertThat(planned()).hasSize(2);
    goTo("2026-11-23T06:00:00");
    assertThat(planned()).hasSize(3).last().isEqualTo("Desk, 2026-W47");
  }

  @Test
  void plansNoMore_onceRetired_andGoesOnWithoutWhatPassed_whenActiveAgain() {
    service.publisher.add(monthly(3), "Ann");
    goTo("2026-10-03T06:00:00");
    service.publisher.retire(MONTHLY, 1L, "Ann");

    goTo("2026-12-20T12:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09");

    service.publisher.change(MONTHLY, 2L, monthly(3), "Ann");
    goTo("2027-01-03T06:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09", "Desk, 2026-12");
  }

  @Test
  void plansNothing_whenAddedInactive() {
    service.publisher.add(request("month", 3, false), "Ann");

    goTo("2026-12-20T12:00:00");

    assertThat(planned()).isEmpty();
    assertThat(service.runner.nextDue(service.strategies.find(MONTHLY).orElseThrow())).isEmpty();
  }

  @Test
  void isPlannedByHand_forTheNewestClosedPeriod_andNotOnceMoreByTheTimetable() {
    Strategy strategy = service.publisher.add(monthly(3), "Ann").strategy();
    clock.moveTo(at("2026-10-01T08:00:00"));

    Edition byHand = service.runner.plan(strategy, null, ANN);
    assertThat(byHand.plan().title()).isEqualTo("Desk, 2026-09");
    assertThat(byHand.history()).singleElement().extracting(Step::who).isEqualTo("Ann");
    goTo("2026-10-03T06:00:00");
    assertThat(planned()).containsExactly("Desk, 2026-09");

    Edition again = service.runner.plan(strategy, null, ANN);
    assertThat(again.reportId()).isNotEqualTo(byHand.reportId());
    assertThat(service.strategies.find(MONTHLY).orElseThrow().lastReport())
        .isEqualTo(again.reportId());
  }

  @Test
  void findsWhatItPlansBy_atTheStart_whateverTheTimetableLost() {
    service.publisher.add(monthly(3), "Ann");
    database.operations().dropCollection("timetable");
    service.runner.scheduleAll();

    goTo("2026-10-03T06:00:00");

    assertThat(planned()).containsExactly("Desk, 2026-09");
  }
}
