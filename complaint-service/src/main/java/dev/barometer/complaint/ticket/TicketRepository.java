package dev.barometer.complaint.ticket;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * The tickets in MongoDB, by id: of each what its newest revision says, so that a requester who was
 * taken out of it is not known here either.
 */
@Repository
public class TicketRepository {
  static final String COLLECTION = "tickets";
  private static final String ID = "_id";
  private static final String OPENED = "openedAt";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<Ticket> newest;

  public TicketRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.newest =
        NewestRevisionRepository.ofFacts(
            mongo, COLLECTION, ticket -> Optional.of(TicketRepository.document(ticket)));
  }

  /** Takes what is newer; returns how many records were not. */
  public int apply(List<Received<Ticket>> batch) {
    return newest.apply(batch);
  }

  public Optional<KnownTicket> find(@Nullable String ticketId) {
    return ticketId == null
        ? Optional.empty()
        : Optional.ofNullable(find(List.of(ticketId)).get(ticketId));
  }

  /** Those of them that are known, by id. */
  public Map<String, KnownTicket> find(Collection<String> ticketIds) {
    Map<String, KnownTicket> found = new HashMap<>();
    if (!ticketIds.isEmpty()) {
      for (Document each :
          mongo.find(new Query(where(ID).in(ticketIds)), Document.class, COLLECTION)) {
        if (each.getDate(OPENED) != null) {
          found.put(each.getString(ID), read(each));
        }
      }
    }
    return found;
  }

  private static Document document(Ticket ticket) {
    Document document =
        new Document("status", ticket.status())
            .append(OPENED, date(ticket.openedAt()))
            .append("resolvedAt", date(ticket.resolvedAt()))
            .append("closedAt", date(ticket.closedAt()));
    Requester requester = ticket.requester();
    if (requester != null) {
      document
          .append("requesterId", requester.id())
          .append("name", requester.name())
          .append("email", requester.email())
          .append("locale", requester.locale());
    }
    Context context = ticket.context();
    return document
        .append("service", context.service())
        .append("team", context.team())
        .append("priority", context.priority())
        .append("category", context.category());
  }

  private static KnownTicket read(Document kept) {
    return new KnownTicket(
        kept.getString(ID),
        kept.getString("status"),
        kept.getString("requesterId"),
        kept.getString("name"),
        kept.getString("email"),
        kept.getString("locale"),
        kept.getString("service"),
        kept.getString("team"),
        kept.getString("priority"),
        kept.getString("category"),
        kept.getDate(OPENED).toInstant(),
        instant(kept.getDate("resolvedAt")),
        instant(kept.getDate("closedAt")));
  }

  private static @Nullable Date date(@Nullable Instant at) {
    return at == null ? null : Date.from(at);
  }

  private static @Nullable Instant instant(@Nullable Date at) {
    return at == null ? null : at.toInstant();
  }
}
