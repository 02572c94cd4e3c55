package dev.barometer.reporting.strategy;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.reporting.AuditFixtures;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.PlanReader;
import dev.barometer.reporting.edition.PlannedEditions;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.timetable.TimetableInstance;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;

/** A monthly report of a team, and a service around it without threads. */
final class StrategyFixtures {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final String MONTHLY = "desk-monthly";

  private StrategyFixtures() {}

  static StrategyRequest monthly(int day) {
    return request("month", day, true);
  }

  static StrategyRequest request(@Nullable String every, @Nullable Integer day, boolean active) {
    return new StrategyRequest(
        MONTHLY,
        "Desk",
        "team:Desk",
        List.of("overview", "sla"),
        new StrategyRequest.CadenceRequest(every, day),
        "previous",
        List.of("zh-CN", "en"),
        List.of("owner@example.org"),
        List.of("bo"),
        Map.of("overview", "This month in short."),
        active);
  }

  static StaffDirectory staff() {
    StaffDirectory staff = new StaffDirectory();
    staff.learn(member("bo", "manager", true));
    staff.learn(member("al", "agent", true));
    staff.learn(member("gone", "manager", false));
    return staff;
  }

  private static StaffMember member(String id, String role, boolean active) {
    Instant then = Instant.parse("2026-01-01T00:00:00Z");
    return new StaffMember(id, 1, "Name of " + id, null, null, role, List.of(), active, then, null);
  }

  /** What a process is made of. */
  static class Service {
    final StrategyRepository strategies;
    final PlanReader plans;
    final EditionPublisher editions;
    final ScheduleRunner runner;
    final StrategyPublisher publisher;
    final AuditFixtures audit = new AuditFixtures();

    Service(MongoOperations mongo, ObjectProvider<Timetable> timetable, Clock clock) {
      strategies = new StrategyRepository(mongo);
      plans = PlannedEditions.reader(BERLIN, staff(), clock);
      editions = PlannedEditions.publisher(mongo, timetable, audit.log(clock), clock);
      runner =
          new ScheduleRunner(
              strategies,
              editions,
              plans,
              PlannedEditions.calendar(BERLIN),
              new ReportScheduleProperties(LocalTime.of(6, 0)),
              timetable,
              clock);
      publisher =
          new StrategyPublisher(
              strategies, new StrategyReader(plans), runner, audit.log(clock), clock);
    }

    DueHandler handler() {
      return new StrategyConfiguration().planReports(runner);
    }
  }

  /** One of several processes, each of which works off the timetable. */
  static final class Process {
    private final TimetableInstance timetable;
    private Service service;

    Process(String name, MongoOperations mongo, Clock clock) {
      timetable =
          new TimetableInstance(
              name,
              mongo,
              clock,
              made -> {
                service = new Service(mongo, new Given(made), clock);
                return List.of(service.handler());
              });
    }

    Service service() {
      return service;
    }

    /** When it looks at the strategy next. */
    Optional<Instant> scheduled() {
      return timetable.timetable().find(ScheduleRunner.PLAN, MONTHLY).map(Due::at);
    }

    /** What is due is done, and what follows from it. */
    void work() {
      timetable.look();
      timetable.look();
    }
  }

  private record Given(Timetable made) implements ObjectProvider<Timetable> {
    @Override
    public Timetable getObject() {
      return made;
    }
  }
}
