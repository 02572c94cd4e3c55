package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.Complaint;
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

  public KnownComplaintRepository(MongoOperations mongo, Clock clock) {
    super(mongo, clock, "complaints", "complaint", Complaint.class);
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
        complaint.person(),
        List.of(),
        complaint.context(),
        complaint.slaMet(),
        complaint.escalated());
  }
}
