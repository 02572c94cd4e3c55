package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.projection.NewestRevisionRepository;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.web.CursorPage;
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
  private static final String COLLECTION = "tickets";

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

  private static Query query(TicketFilter filter, @Nullable String afterId) {
    Query query = new Query().with(Sort.by("_id"));
    if (afterId != null) {
      query.addCriteria(Criteria.where("_id").gt(afterId));
    }
    if (filter.status() != null) {
      query.addCriteria(Criteria.where("status").is(filter.status()));
    }
    if (filter.team() != null) {
      query.addCriteria(Criteria.where("team").is(filter.team()));
    }
    Period opened = filter.opened();
    if (opened != null) {
      query.addCriteria(Criteria.where("openedAt").gte(opened.from()).lt(opened.to()));
    }
    return query;
  }
}
