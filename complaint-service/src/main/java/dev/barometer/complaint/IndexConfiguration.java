package dev.barometer.complaint;

import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.improvement.CaseActionRepository;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexOperations;

/** The indexes beside those of the ids; the embedded database has none of them. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

  @Bean
  ApplicationRunner indexes(MongoOperations mongo) {
    return arguments -> {
      IndexOperations cases = mongo.indexOps(CaseDocument.class);
      cases.createIndex(new Index("unsent.revision", Direction.ASC).sparse());
      cases.createIndex(newestFirst());
      cases.createIndex(newestFirst("current.status"));
      cases.createIndex(newestFirst("current.context.team"));
      cases.createIndex(
          new Index("current.status", Direction.ASC).on("current.closedAt", Direction.ASC));
      cases.createIndex(newestFirst("current.personId"));
      cases.createIndex(mostUrgentFirst());
      cases.createIndex(mostUrgentFirst("current.status"));
      cases.createIndex(mostUrgentFirst("current.handling.assignee.actorId"));
      mongo
          .indexOps(CaseActionRepository.COLLECTION)
          .createIndex(new Index(CaseActionRepository.CASE, Direction.ASC));
    };
  }

  private static Index mostUrgentFirst(String... within) {
    var index = new Index();
    for (String field : within) {
      index.on(field, Direction.ASC);
    }
    return index.on("current.handling.clocks.owedAt", Direction.ASC).on("_id", Direction.ASC);
  }

  private static Index newestFirst(String... within) {
    var index = new Index();
    for (String field : within) {
      index.on(field, Direction.ASC);
    }
    return index.on("current.openedAt", Direction.DESC).on("_id", Direction.DESC);
  }
}
