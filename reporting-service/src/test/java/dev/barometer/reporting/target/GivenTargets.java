package dev.barometer.reporting.target;

import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.AuditFixtures;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.rolling.KeptPairs;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoOperations;

/** Targets in a database, and what sets them. */
public final class GivenTargets {
  private GivenTargets() {}

  public static YardstickReader reader(MongoOperations mongo) {
    return new YardstickReader(new TargetRepository(mongo));
  }

  static TargetReader requests() {
    return new TargetReader(new KeptPairs(() -> Optional.of(List.of("service+team"))));
  }

  static TargetPublisher publisher(
      MongoOperations mongo, ZoneId zone, AuditFixtures audit, Clock clock) {
    return new TargetPublisher(
        new TargetRepository(mongo),
        requests(),
        new OrganisationCalendar(zone, Duration.ofDays(100)),
        audit.log(clock),
        clock);
  }

  static TargetRequest target(double value, String source, String from) {
    return new TargetRequest(null, value, null, null, source, from);
  }

  /** Sets one of a metric from a day on. */
  public static void set(
      MongoOperations mongo, Clock clock, String metric, String scope, double value, String from) {
    publisher(mongo, ZoneOffset.UTC, new AuditFixtures(), clock)
        .set(
            Metrics.find(metric).orElseThrow(),
            scope,
            null,
            target(value, "Contract, annex 3", from),
            "Ann");
  }
}
