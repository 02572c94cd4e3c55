package dev.barometer.survey.person;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Answers that say whose they are, or what invitation they follow, in MongoDB. */
@Repository
public class KnownAnswerRepository {
  private static final String COLLECTION = "known_answers";
  private static final String ID = "_id";
  private static final String PERSON = "personId";
  private static final String INVITATION = "invitationId";
  private static final String ANSWER = "answer";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<Response> newest;
  private final ErasedPeople erased;

  public KnownAnswerRepository(MongoOperations mongo, ErasedPeople erased) {
    this.mongo = mongo;
    this.erased = erased;
    this.newest = NewestRevisionRepository.ofFacts(mongo, COLLECTION, this::document);
  }

  void createIndexes() {
    mongo.indexOps(COLLECTION).createIndex(new Index(PERSON, Direction.ASC));
    mongo.indexOps(COLLECTION).createIndex(new Index(INVITATION, Direction.ASC));
  }

  /** Returns how many records changed nothing. */
  public int apply(List<Received<Response>> batch) {
    return newest.apply(batch);
  }

  private Optional<Document> document(Response response) {
    Respondent respondent = response.respondent();
    boolean isKept =
        respondent == null ? response.invitationId() != null : !erased.includes(respondent.id());
    if (!isKept) {
      return Optional.empty();
    }
    Document content = new Document();
    mongo.getConverter().write(response, content);
    return Optional.of(
        new Document(PERSON, respondent == null ? null : respondent.id())
            .append(INVITATION, response.invitationId())
            .append(ANSWER, content));
  }

  /**
   * Who answered, by the ids of all answers, a part at a time in their order; empty where an answer
   * says only what invitation it follows.
   */
  public Map<String, String> peopleAfter(String last, int most) {
    Query query = new Query(where(ID).gt(last)).with(Sort.by(ID)).limit(most);
    query.fields().include(ID, PERSON);
    Map<String, String> people = new LinkedHashMap<>();
    for (Document found : mongo.find(query, Document.class, COLLECTION)) {
      String personId = found.getString(PERSON);
      people.put(found.getString(ID), personId == null ? "" : personId);
    }
    return people;
  }

  /**
   * What somebody answered: under his name, or to one of these invitations.
   *
   * @param invitationIds those that are his
   */
  public List<Response> of(String personId, Collection<String> invitationIds) {
    Criteria his =
        new Criteria().orOperator(where(PERSON).is(personId), where(INVITATION).in(invitationIds));
    return mongo.find(new Query(his), Document.class, COLLECTION).stream()
        .map(found -> mongo.getConverter().read(Response.class, found.get(ANSWER, Document.class)))
        .toList();
  }
}
