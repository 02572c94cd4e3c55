package dev.barometer.reporting.rolling;

import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** The newest rolling scores of each scope in MongoDB, by scope. */
@Repository
class RollingRepository {
  private static final String COLLECTION = "scores";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<ScopeScores> newest;

  RollingRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.newest = NewestRevisionRepository.bySequence(mongo, COLLECTION, this::document);
  }

  int apply(List<Received<ScopeScores>> batch) {
    return newest.apply(batch);
  }

  private Optional<Document> document(ScopeScores scores) {
    Document document = new Document();
    mongo.getConverter().write(scores, document);
    return Optional.of(document);
  }

  Optional<ScopeScores> newest(Scope scope) {
    return Optional.ofNullable(mongo.findById(scope.toString(), ScopeScores.class, COLLECTION));
  }
}
