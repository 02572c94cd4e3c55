package dev.barometer.complaint.handling;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseReference;
import dev.barometer.complaint.cases.Status;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Lists cases without their histories: the newest first, or the most urgent first. */
@Repository
public class CaseListRepository {
  private static final String OPENED_AT = "current.openedAt";
  private static final String OWED_AT = "current.handling.clocks.owedAt";
  private static final String STATUS = "current.status";
  private static final String ID = "_id";
  private static final Set<Status> OVER = EnumSet.of(Status.CLOSED, Status.WITHDRAWN);
  private static final Set<Status> OPEN = EnumSet.complementOf(EnumSet.copyOf(OVER));

  private static final Sort NEWEST_FIRST = Sort.by(Order.desc(OPENED_AT), Order.desc(ID));

  private final MongoOperations mongo;
  private final SeenRepository seen;

  CaseListRepository(MongoOperations mongo, SeenRepository seen) {
    this.mongo = mongo;
    this.seen = seen;
  }

  /**
   * Those opened last first.
   *
   * @param after the last case of the page before; null for the first page
   */
  public CursorPage<Case> newest(
      CaseFilter filter, DeskMember member, @Nullable Cursor after, int limit, Instant now) {
    List<Criteria> wanted = wanted(filter, member, now);
    if (after != null) {
      wanted.add(
          new Criteria()
              .orOperator(
                  where(OPENED_AT).lt(after.at()),
                  where(OPENED_AT).is(after.at()).and(ID).lt(after.id())));
    }
    return page(wanted, NEWEST_FIRST, limit, Case::openedAt);
  }

  /**
   * Of these, those opened last first. The id stands beside all else that is asked: so the embedded
   * database looks at no other case.
   */
  public List<Case> newest(Collection<String> caseIds, DeskMember member, int limit) {
    if (caseIds.isEmpty()) {
      return List.of();
    }
    Query query = new Query(where(ID).in(caseIds));
    Criteria visible = seen.of(member);
    if (visible != null) {
      query.addCriteria(visible);
    }
    return find(query, NEWEST_FIRST, limit);
  }

  /** Those that are overdue for longest first, then by when they are due; last those that wait. */
  public CursorPage<Case> mostUrgent(
      CaseFilter filter, DeskMember member, @Nullable Cursor after, int limit, Instant now) {
    List<Criteria> wanted = wanted(filter, member, now);
    if (after != null) {
      wanted.add(
          new Criteria()
              .orOperator(
                  where(OWED_AT).gt(after.at()),
                  where(OWED_AT).is(after.at()).and(ID).gt(after.id())));
    }
    return page(
        wanted,
        Sort.by(Order.asc(OWED_AT), Order.asc(ID)),
        limit,
        one -> one.handling().clocks().owedAt());
  }

  public long count(CaseFilter filter, DeskMember member, Instant now) {
    return mongo.count(query(wanted(filter, member, now)), CaseDocument.class);
  }

  private CursorPage<Case> page(
      List<Criteria> wanted, Sort order, int limit, Function<Case, Instant> at) {
    return CursorPage.of(
        find(query(wanted), order, limit + 1),
        limit,
        last -> new Cursor(at.apply(last), last.caseId()).toString());
  }

  private List<Case> find(Query query, Sort order, int limit) {
    query.with(order).limit(limit).fields().exclude("unsent", "current.handling.history");
    return mongo.find(query, CaseDocument.class).stream().map(CaseDocument::current).toList();
  }

  private static Query query(List<Criteria> wanted) {
    return wanted.isEmpty() ? new Query() : new Query(new Criteria().andOperator(wanted));
  }

  private List<Criteria> wanted(CaseFilter filter, DeskMember member, Instant now) {
    List<Criteria> wanted = new ArrayList<>();
    Criteria visible = seen.of(member);
    if (visible != null) {
      wanted.add(visible);
    }
    if (filter.open() != null) {
      wanted.add(where(STATUS).in(filter.open() ? OPEN : OVER));
    }
    equal(wanted, STATUS, filter.status());
    equal(wanted, "current.severity", filter.severity());
    equal(wanted, "current.kind", filter.kind());
    equal(wanted, "current.context.service", filter.service());
    equal(wanted, "current.context.team", filter.team());
    equal(wanted, "current.handling.level", filter.level());
    equal(wanted, "current.handling.assignee.id", filter.assignee());
    equal(wanted, "current.handling.assignee.actorId", filter.mine());
    if (filter.teams() != null) {
      wanted.add(where("current.context.team").in(filter.teams()));
    }
    if (filter.overdue() != null) {
      wanted.add(filter.overdue() ? where(OWED_AT).lte(now) : where(OWED_AT).gt(now));
    }
    if (filter.from() != null) {
      wanted.add(where(OPENED_AT).gte(filter.from()));
    }
    if (filter.to() != null) {
      wanted.add(where(OPENED_AT).lt(filter.to()));
    }
    if (filter.closedFrom() != null) {
      wanted.add(where("current.closedAt").gte(filter.closedFrom()));
    }
    if (filter.causes() != null) {
      wanted.add(
          new Criteria()
              .orOperator(
                  filter.causes().stream()
                      .map(SeenRepository::inAnyLetters)
                      .map(cause -> where("current.handling.closing.rootCause").regex(cause))
                      .toList()));
    }
    if (filter.search() != null) {
      wanted.add(beginningLike(filter.search()));
    }
    return wanted;
  }

  private static void equal(List<Criteria> wanted, String field, @Nullable Object value) {
    if (value != null) {
      wanted.add(where(field).is(value));
    }
  }

  private static Criteria beginningLike(String text) {
    Pattern beginning = Pattern.compile("^" + Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    return new Criteria()
        .orOperator(
            where(ID).regex(CaseReference.idsLike(text)),
            where("current.ticketId").regex(beginning),
            where("current.personId").regex(beginning),
            where("current.handling.customer.name").regex(beginning));
  }
}
