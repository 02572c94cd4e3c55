package dev.barometer.complaint.handling;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.ArrayList;
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
   * @param seen what the caller may see of them; null where he may see all
   * @param after the last case of the page before; null for the first page
   */
  CursorPage<Case> newest(
      CaseFilter filter, @Nullable Criteria seen, @Nullable Cursor after, int limit) {
    var query =
        new Query()
            .with(Sort.by(Sort.Order.desc(OPENED_AT), Sort.Order.desc("_id")))
            .limit(limit + 1);
    query.fields().exclude("current.handling.history");
    List<Criteria> wanted = new ArrayList<>();
    if (seen != null) {
      wanted.add(seen);
    }
    if (filter.status() != null) {
      wanted.add(where("current.status").is(filter.status()));
    }
    if (filter.severity() != null) {
      wanted.add(where("current.severity").is(filter.severity()));
    }
    if (filter.team() != null) {
      wanted.add(where("current.context.team").is(filter.team()));
    }
    if (after != null) {
      wanted.add(olderThan(after));
    }
    if (!wanted.isEmpty()) {
      query.addCriteria(new Criteria().andOperator(wanted));
    }
    List<Case> found =
        mongo.find(query, CaseDocument.class).stream().map(CaseDocument::current).toList();
    return CursorPage.of(
        found, limit, last -> new Cursor(last.openedAt(), last.caseId()).toString());
  }

  private static Criteria olderThan(Cursor after) {
    return new Criteria()
        .orOperator(
            where(OPENED_AT).lt(after.at()),
            where(OPENED_AT).is(after.at()).and("_id").lt(after.id()));
  }
}
