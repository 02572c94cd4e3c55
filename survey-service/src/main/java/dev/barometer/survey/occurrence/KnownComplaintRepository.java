package dev.barometer.survey.occurrence;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.starter.erasure.ErasedPeople;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The complaints as they are known now, without what was said in them. */
@Repository
public class KnownComplaintRepository extends KnownRepository<Complaint> {

  private static final String COLLECTION = "complaints";
  private static final String PERSON = "complaint.person";

  private final MongoOperations mongo;
  private final ErasedPeople erased;

  public KnownComplaintRepository(MongoOperations mongo, Clock clock, ErasedPeople erased) {
    super(mongo, clock, COLLECTION, "complaint", Complaint.class);
    this.mongo = mongo;
    this.erased = erased;
  }

  @Override
  List<Occurrence> occurrences(
      Complaint complaint, Function<OccurrenceKey, @Nullable Instant> told) {
    return ComplaintOccurrences.of(complaint);
  }

  @Override
  Complaint kept(Complaint complaint) {
    return new Complaint(
        complaint.complaintId(),
        complaint.revision(),
        complaint.kind(),
        complaint.status(),
        complaint.severity(),
        complaint.rule(),
        complaint.openedAt(),
        complaint.closedAt(),
        complaint.ticketId(),
        isErased(complaint.person()) ? null : complaint.person(),
        List.of(),
        complaint.context(),
        complaint.slaMet(),
        complaint.escalated());
  }

  /** What is known of somebody. */
  public List<Complaint> ofPerson(String personId) {
    Query his = new Query(where(PERSON + "._id").is(personId));
    return mongo.find(his, Document.class, COLLECTION).stream().map(this::read).toList();
  }

  /** Whose they are is known no more. */
  public void forgetPerson(String personId) {
    mongo.updateMulti(
        new Query(where(PERSON + "._id").is(personId)), new Update().unset(PERSON), COLLECTION);
  }

  private boolean isErased(@Nullable Respondent person) {
    return person != null && erased.includes(person.id());
  }
}
