package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.starter.erasure.ErasedPeople;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** The complaints as they are known now, without what was said in them. */
@Repository
public class KnownComplaintRepository extends KnownRepository<Complaint> {

  private final ErasedPeople erased;

  public KnownComplaintRepository(MongoOperations mongo, Clock clock, ErasedPeople erased) {
    super(mongo, clock, "complaints", "complaint", Complaint.class);
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

  private boolean isErased(@Nullable Respondent person) {
    return person != null && erased.includes(person.id());
  }
}
