package dev.barometer.reporting.edition;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;

/** Reports that are planned, and not collected here. */
public final class PlannedEditions {
  private PlannedEditions() {}

  public static EditionPublisher publisher(
      MongoOperations mongo, ObjectProvider<Timetable> timetable, AuditLog audit, Clock clock) {
    EditionRepository editions = new EditionRepository(mongo);
    InputsRepository inputs = new InputsRepository(mongo);
    TellingRunner telling =
        new TellingRunner(
            editions,
            told -> CompletableFuture.completedFuture(null),
            List::of,
            timetable::getObject,
            clock);
    CollectRunner collecting =
        new CollectRunner(
            editions, telling, inputs, null, null, null, timetable, null, null, clock);
    return new EditionPublisher(
        editions,
        inputs,
        collecting,
        telling,
        null,
        null,
        new QuoteRepository(mongo),
        audit,
        clock);
  }

  public static PlanReader reader(ZoneId zone, StaffDirectory staff, Clock clock) {
    OrganisationCalendar calendar = calendar(zone);
    KeptPairs pairs = new KeptPairs(() -> Optional.of(List.of("service+team")));
    return new PlanReader(new PeriodParser(calendar), calendar, pairs, staff, clock);
  }

  public static OrganisationCalendar calendar(ZoneId zone) {
    return new OrganisationCalendar(zone, Duration.ofDays(100));
  }

  /** The newest first. */
  public static List<Edition> all(MongoOperations mongo) {
    return new EditionRepository(mongo).page(null, null, 1_000).items();
  }
}
