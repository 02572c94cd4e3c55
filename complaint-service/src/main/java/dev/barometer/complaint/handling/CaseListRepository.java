package dev.barometer.complaint.handling;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Lists cases, the newest first. */
final class CaseListRepository {
  private static final String OPENED_AT = "current.openedAt";

  private final MongoOperations mongo;

  CaseListRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * @param after the last case of the page before; null for the first page
   */
  List<Case> newest(CaseFilter filter, @Nullable CaseCursor after, int limit) {
    var query =
        new Query().with(Sort.by(Sort.Order.desc(OPENED_AT), Sort.Order.desc("_id"))).limit(limit);
    if (filter.status() != null) {
      query.addCriteria(where("current.status").is(filter.status()));
    }
    if (filter.severity() != null) {
      query.addCriteria(where("current.severity").is(filter.severity()));
    }
    if (filter.team() != null) {
      query.addCriteria(where("current.context.team").is(filter.team()));
    }
    if (after != null) {
      query.addCriteria(olderThan(after));
    }
    return mongo.find(query, CaseDocument.class).stream().map(CaseDocument::current).toList();
  }

  private static Criteria olderThan(CaseCursor after) {
    return new Criteria()
        .orOperator(
            where(OPENED_AT).lt(after.openedAt()),
            where(OPENED_AT).is(after.openedAt()).and("_id").lt(after.caseId()));
  }
}
