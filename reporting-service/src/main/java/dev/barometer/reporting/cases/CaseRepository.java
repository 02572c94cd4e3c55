package dev.barometer.reporting.cases;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The cases in MongoDB, by complaint id. */
@Repository
class CaseRepository implements Cases {
  static final String COLLECTION = "complaints";
  private static final String ID = "_id";
  private static final String OPENED = "openedAt";

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
  public List<CaseView> newest(Scope scope, Period period, int limit) {
    return page(new CaseFilter(null, scope, period), null, limit).items();
  }

  /** The ones opened last first; those after the cursor where there is one. */
  CursorPage<CaseView> page(CaseFilter filter, @Nullable Cursor after, int limit) {
    Criteria matching = matching(filter);
    Criteria wanted =
        after == null
            ? matching
            : new Criteria()
                .andOperator(
                    matching,
                    new Criteria()
                        .orOperator(
                            Criteria.where(OPENED).lt(after.at()),
                            Criteria.where(OPENED).is(after.at()).and(ID).lt(after.id())));
    Query query = new Query(wanted).with(Sort.by(Sort.Order.desc(OPENED), Sort.Order.desc(ID)));
    return CursorPage.of(
        mongo.find(query.limit(limit + 1), CaseView.class, COLLECTION),
        limit,
        last -> new Cursor(last.openedAt(), last.complaintId()).toString());
  }

  long count(CaseFilter filter) {
    return mongo.count(new Query(matching(filter)), COLLECTION);
  }

  /** What is left of a case that is gone was never opened. */
  Optional<CaseView> find(String caseId) {
    Query query = new Query(Criteria.where(ID).is(caseId).and(OPENED).exists(true));
    return Optional.ofNullable(mongo.findOne(query, CaseView.class, COLLECTION));
  }

  private static Criteria matching(CaseFilter filter) {
    Criteria criteria = Criteria.where(OPENED).gte(filter.period().from()).lt(filter.period().to());
    if (filter.status() != null) {
      criteria = criteria.and("status").is(filter.status());
    }
    for (Map.Entry<Dimension, String> part : filter.scope().values().entrySet()) {
      criteria = criteria.and(part.getKey().label()).is(part.getValue());
    }
    return criteria;
  }
}
