package dev.barometer.reporting;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.conversions.Bson;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The indexes beside those of the ids, for lists and searches. The embedded database ignores them
 * and keeps what is asked for in memory; scores are read by ids everywhere.
 */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

  @Bean
  ApplicationRunner indexes(MongoOperations mongo) {
    return arguments -> {
      create(mongo, "scopes", Indexes.ascending("dimensions", "_id"));
      create(mongo, "tickets", Indexes.ascending("status"));
      create(mongo, "tickets", Indexes.ascending("team"));
      create(mongo, "tickets", Indexes.descending("openedAt", "_id"));
      create(mongo, "tickets", Indexes.descending("firstRespondedAt", "_id"));
      create(mongo, "tickets", Indexes.descending("resolvedAt", "_id"));
      create(mongo, "tickets", Indexes.descending("closedAt", "_id"));
      create(mongo, "comments", Indexes.descending("at", "_id"));
      create(mongo, "comments", newestOf("context.service"));
      create(mongo, "comments", newestOf("context.team"));
      create(mongo, "actions", Indexes.descending("plannedAt", "_id"));
      create(mongo, "audit", Indexes.descending("at", "_id"));
      create(mongo, "audit", newestOf("caller"));
      create(mongo, "audit", newestOf("act"));
      create(mongo, "report_strategies", Indexes.descending("addedAt", "_id"));
      create(mongo, "report_strategies", Indexes.ascending("active"));
      create(mongo, "reports", Indexes.descending("plannedAt", "_id"));
      create(mongo, "reports", Indexes.ascending("status"));
      mongo
          .getCollection("reports")
          .createIndex(Indexes.ascending("untold.revision"), new IndexOptions().sparse(true));
    };
  }

  private static Bson newestOf(String field) {
    return Indexes.compoundIndex(Indexes.ascending(field), Indexes.descending("at", "_id"));
  }

  private static void create(MongoOperations mongo, String collection, Bson index) {
    mongo.getCollection(collection).createIndex(index);
  }
}
