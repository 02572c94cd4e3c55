package dev.barometer.survey.occurrence;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.erasure.ErasedPeople;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The tickets as they are known now. */
@Repository
public class KnownTicketRepository extends KnownRepository<Ticket> {
  private static final String COLLECTION = "tickets";
  private static final String DONE_AT = "doneAt";
  private static final String CLOSED_AT = "ticket.closedAt";
  private static final String OPENED_AT = "ticket.openedAt";
  private static final String REQUESTER = "ticket.requester._id";

  private final MongoOperations mongo;
  private final ErasedPeople erased;

  public KnownTicketRepository(MongoOperations mongo, Clock clock, ErasedPeople erased) {
    super(mongo, clock, COLLECTION, "ticket", Ticket.class);
    this.mongo = mongo;
    this.erased = erased;
  }

  @Override
  Ticket kept(Ticket ticket) {
    Requester requester = ticket.requester();
    return requester != null && erased.includes(requester.id())
        ? ticket.withoutRequester()
        : ticket;
  }

  /** Of whom it is known that he asked for help. */
  public List<Ticket> ofRequester(String personId) {
    Query his = new Query(where(REQUESTER).is(personId));
    return mongo.find(his, Document.class, COLLECTION).stream().map(this::read).toList();
  }

  /** Who of these asked for help since then. */
  public Set<String> requestersSince(Collection<String> people, Instant then) {
    Query recent = new Query(where(REQUESTER).in(people).and(OPENED_AT).gte(then));
    recent.fields().include(REQUESTER);
    return people.isEmpty()
        ? Set.of()
        : mongo.find(recent, Document.class, COLLECTION).stream()
            .map(found -> found.getEmbedded(List.of("ticket", "requester", "_id"), String.class))
            .collect(Collectors.toSet());
  }

  @Override
  List<Occurrence> occurrences(Ticket ticket, Function<OccurrenceKey, @Nullable Instant> told) {
    return TicketOccurrences.of(ticket, told);
  }

  @Override
  void index(Ticket ticket, Document document) {
    Instant doneAt = TicketOccurrences.doneAt(ticket);
    if (doneAt != null) {
      document.append(DONE_AT, Date.from(doneAt));
    }
  }

  /** By what was stored of tickets before it was noted what happened to them. */
  @Override
  Criteria happened(String on, Instant from, Instant to) {
    return switch (on) {
      case Occurrence.RESOLVED -> where(DONE_AT).gte(from).lt(to);
      case Occurrence.CLOSED -> where(CLOSED_AT).gte(from).lt(to);
      default -> super.happened(on, from, to);
    };
  }

  @Override
  void createIndexes() {
    super.createIndexes();
    mongo.indexOps(COLLECTION).createIndex(new Index(DONE_AT, Sort.Direction.ASC));
    mongo.indexOps(COLLECTION).createIndex(new Index(CLOSED_AT, Sort.Direction.ASC));
    mongo.indexOps(COLLECTION).createIndex(new Index(REQUESTER, Sort.Direction.ASC));
  }
}
