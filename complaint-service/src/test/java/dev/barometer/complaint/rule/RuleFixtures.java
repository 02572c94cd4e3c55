package dev.barometer.complaint.rule;

import dev.barometer.starter.audit.AuditLog;
import java.time.Clock;
import org.springframework.data.mongodb.core.MongoOperations;

/** The rules as other rooms have them. */
public final class RuleFixtures {
  private RuleFixtures() {}

  public static RuleReader reader(MongoOperations mongo) {
    return new RuleReader(new RuleRepository(mongo));
  }

  public static RulePublisher publisher(MongoOperations mongo, AuditLog audit, Clock clock) {
    return new RulePublisher(new RuleRepository(mongo), audit, clock);
  }
}
