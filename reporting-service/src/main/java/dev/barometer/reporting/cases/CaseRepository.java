package dev.barometer.reporting.cases;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.reporting.projection.NewestRevisionRepository;
import dev.barometer.starter.fact.Received;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The cases in MongoDB, by complaint id. */
@Repository
class CaseRepository implements Cases {
  static final String COLLECTION = "complaints";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<Complaint> newest;

  CaseRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.newest = NewestRevisionRepository.ofFacts(mongo, COLLECTION, this::document);
  }

  int apply(List<Received<Complaint>> batch) {
    return newest.apply(batch);
  }

  private Optional<Document> document(Complaint complaint) {
    Document document = new Document();
    mongo.getConverter().write(CaseView.of(complaint), document);
    return Optional.of(document);
  }

  @Override
  public List<CaseView> newest(int limit) {
    Query query = new Query().with(Sort.by(Sort.Order.desc("openedAt"), Sort.Order.desc("_id")));
    return mongo.find(query.limit(limit), CaseView.class, COLLECTION);
  }
}
