package dev.barometer.survey.trigger;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import dev.barometer.survey.campaign.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The tickets as they are known now, in MongoDB: what a campaign asks about is looked up here. */
@Repository
public class KnownTicketRepository {
  private static final String COLLECTION = "tickets";
  private static final String TICKET = "ticket";
  private static final String DONE_AT = "doneAt";
  private static final String REQUESTER = "ticket.requester._id";

  private final MongoOperations mongo;
  private final ErasedPeople erased;
  private final NewestRevisionRepository<Ticket> newest;

  KnownTicketRepository(MongoOperations mongo, ErasedPeople erased) {
    this.mongo = mongo;
    this.erased = erased;
    this.newest = NewestRevisionRepository.ofFacts(mongo, COLLECTION, this::document);
  }

  /** A dry run asks for those that were done in a time. */
  void createIndexes() {
    mongo.indexOps(COLLECTION).createIndex(new Index(DONE_AT, Sort.Direction.ASC));
    mongo.indexOps(COLLECTION).createIndex(new Index(REQUESTER, Sort.Direction.ASC));
  }

  /** Returns how many records changed nothing. */
  public int apply(List<Received<Ticket>> batch) {
    return newest.apply(batch);
  }

  private Optional<Document> document(Ticket ticket) {
    Document content = new Document();
    mongo.getConverter().write(namesErased(ticket) ? ticket.withoutRequester() : ticket, content);
    Document document = new Document(TICKET, content);
    Instant doneAt = Candidate.doneAt(ticket);
    if (doneAt != null) {
      document.append(DONE_AT, Date.from(doneAt));
    }
    return Optional.of(document);
  }

  private boolean namesErased(Ticket ticket) {
    Requester requester = ticket.requester();
    return requester != null && erased.includes(requester.id());
  }

  /** Of whom it is known that he asked for help. */
  public List<Ticket> ofRequester(String personId) {
    Query his = new Query(where(REQUESTER).is(personId));
    return mongo.find(his, Document.class, COLLECTION).stream().map(this::ticket).toList();
  }

  Map<String, Ticket> find(Collection<String> ids) {
    Map<String, Ticket> found = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document document :
          mongo.find(
              new Query(where("_id").in(new ArrayList<>(ids))), Document.class, COLLECTION)) {
        found.put(document.getString("_id"), ticket(document));
      }
    }
    return found;
  }

  /** Those that were resolved, or closed without having been, in a time: its end not included. */
  void forEachDone(Instant from, Instant to, Consumer<Ticket> reader) {
    Query query = new Query(where(DONE_AT).gte(from).lt(to));
    try (Stream<Document> found = mongo.stream(query, Document.class, COLLECTION)) {
      found.map(this::ticket).forEach(reader);
    }
  }

  private Ticket ticket(Document document) {
    return mongo.getConverter().read(Ticket.class, document.get(TICKET, Document.class));
  }
}
