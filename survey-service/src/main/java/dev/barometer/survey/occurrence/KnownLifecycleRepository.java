package dev.barometer.survey.occurrence;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.starter.erasure.ErasedPeople;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Contracts, onboardings, trainings and releases as they are known now. */
@Repository
public class KnownLifecycleRepository extends KnownRepository<LifecycleSubject> {

  private static final String COLLECTION = "lifecycle";
  private static final String PERSON = "subject.person._id";

  private final MongoOperations mongo;
  private final ErasedPeople erased;

  public KnownLifecycleRepository(MongoOperations mongo, Clock clock, ErasedPeople erased) {
    super(mongo, clock, COLLECTION, "subject", LifecycleSubject.class);
    this.mongo = mongo;
    this.erased = erased;
  }

  @Override
  LifecycleSubject kept(LifecycleSubject subject) {
    Requester person = subject.person();
    return person != null && erased.includes(person.id()) ? subject.withoutPerson() : subject;
  }

  @Override
  void createIndexes() {
    super.createIndexes();
    mongo.indexOps(COLLECTION).createIndex(new Index(PERSON, Sort.Direction.ASC));
  }

  /** What is known of somebody. */
  public List<LifecycleSubject> ofPerson(String personId) {
    Query his = new Query(where(PERSON).is(personId));
    return mongo.find(his, Document.class, COLLECTION).stream().map(this::read).toList();
  }

  @Override
  List<Occurrence> occurrences(
      LifecycleSubject subject, Function<OccurrenceKey, @Nullable Instant> told) {
    return LifecycleOccurrences.of(subject);
  }
}
