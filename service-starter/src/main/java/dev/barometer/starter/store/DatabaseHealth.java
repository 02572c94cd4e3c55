package dev.barometer.starter.store;

import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.mongodb.core.MongoOperations;

/** Asks with {@code ping}, which every server of the protocol knows. */
final class DatabaseHealth extends AbstractHealthIndicator {
  private final MongoOperations mongo;

  DatabaseHealth(MongoOperations mongo) {
    super("The database does not answer");
    this.mongo = mongo;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    mongo.executeCommand(new Document("ping", 1));
    health.up();
  }
}
