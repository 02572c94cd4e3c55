package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The tickets' rows in MongoDB, by ticket id. */
@Repository
class TicketRepository {
  static final String COLLECTION = "tickets";
  private static final String ID = "_id";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<Ticket> newest;

  TicketRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.newest = NewestRevisionRepository.ofFacts(mongo, COLLECTION, this::document);
  }

  int apply(List<Received<Ticket>> batch) {
    return newest.apply(batch);
  }

  private Optional<Document> document(Ticket ticket) {
    Document document = new Document();
    mongo.getConverter().write(TicketRow.of(ticket), document);
    return Optional.of(document);
  }

  /** In the order of ids, which a unique index has; those after an id where one is given. */
  CursorPage<TicketRow> page(TicketFilter filter, @Nullable String afterId, int limit) {
    return CursorPage.of(
        mongo.find(query(filter, afterId).limit(limit + 1), TicketRow.class, COLLECTION),
        limit,
        last -> TicketCursor.after(last.ticketId()));
  }

  /** The same, row by row as the database gives them. */
  void forEach(
      TicketFilter filter, @Nullable String afterId, int limit, Consumer<TicketRow> reader) {
    Query query = query(filter, afterId).limit(limit);
    try (Stream<TicketRow> rows = mongo.stream(query, TicketRow.class, COLLECTION)) {
      rows.forEach(reader);
    }
  }

  /** The newest by their date first, or the oldest; those after the cursor where there is one. */
  CursorPage<TicketRow> byDate(
      TicketFilter filter, boolean newestFirst, @Nullable Cursor after, int limit) {
    String field = filter.date().field();
    Query query = new Query();
    Criteria matching = matching(filter);
    query.addCriteria(
        after == null
            ? matching
            : new Criteria().andOperator(matching, beyond(field, newestFirst, after)));
    Sort.Direction direction = newestFirst ? Sort.Direction.DESC : Sort.Direction.ASC;
    query.with(Sort.by(direction, field, ID)).limit(limit + 1);
    return CursorPage.of(
        mongo.find(query, TicketRow.class, COLLECTION),
        limit,
        last -> new Cursor(last.at(filter.date()), last.ticketId()).toString());
  }

  private static Criteria beyond(String field, boolean newestFirst, Cursor after) {
    return newestFirst
        ? new Criteria()
            .orOperator(
                Criteria.where(field).lt(after.at()),
                Criteria.where(field).is(after.at()).and(ID).lt(after.id()))
        : new Criteria()
            .orOperator(
                Criteria.where(field).gt(after.at()),
                Criteria.where(field).is(after.at()).and(ID).gt(after.id()));
  }

  long count(TicketFilter filter) {
    return mongo.count(new Query(matching(filter)), COLLECTION);
  }

  Optional<TicketRow> find(String ticketId) {
    TicketRow row = mongo.findOne(new Query(matching(ticketId)), TicketRow.class, COLLECTION);
    return Optional.ofNullable(row);
  }

  /** What is left of a ticket that is gone has no date. */
  private static Criteria matching(String ticketId) {
    return Criteria.where(ID).is(ticketId).and(TicketDate.OPENED.field()).exists(true);
  }

  private static Query query(TicketFilter filter, @Nullable String afterId) {
    Query query = new Query(matching(filter)).with(Sort.by(ID));
    return afterId == null ? query : query.addCriteria(Criteria.where(ID).gt(afterId));
  }

  private static Criteria matching(TicketFilter filter) {
    List<Criteria> all = new ArrayList<>();
    if (filter.status() != null) {
      all.add(Criteria.where("status").is(filter.status()));
    }
    filter
        .scope()
        .values()
        .forEach((dimension, value) -> all.add(Criteria.where(dimension.label()).is(value)));
    Period period = filter.period();
    if (period != null) {
      all.add(Criteria.where(filter.date().field()).gte(period.from()).lt(period.to()));
    }
    return all.isEmpty() ? new Criteria() : new Criteria().andOperator(all);
  }
}
