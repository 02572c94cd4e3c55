package dev.barometer.complaint.publishing;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** The events inside the case documents, and the leases under which they are sent. */
final class PublishingRepository {
  private static final String UNSENT_REVISION = "unsent.revision";
  private static final String LEASE_OWNER = "lease.owner";

  private final MongoOperations mongo;

  PublishingRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * Some of the cases that have something to tell and nobody at it; a sparse index answers this.
   */
  List<String> waiting(String owner, Instant now, int limit) {
    var query = new Query(where(UNSENT_REVISION).gt(0)).addCriteria(free(owner, now)).limit(limit);
    query.fields().include("_id");
    return mongo.find(query, Document.class, CaseDocument.COLLECTION).stream()
        .map(document -> document.getString("_id"))
        .toList();
  }

  /**
   * Takes, or renews, the right to send the events of cases; left out are those where there is
   * nothing to send or another owner is at it.
   */
  List<CaseDocument> claim(Collection<String> caseIds, String owner, Instant now, Instant until) {
    if (caseIds.isEmpty()) {
      return List.of();
    }
    var free =
        new Query(where("_id").in(caseIds).and(UNSENT_REVISION).gt(0))
            .addCriteria(free(owner, now));
    var lease = new CaseDocument.Lease(owner, until);
    mongo.updateMulti(free, new Update().set("lease", lease), CaseDocument.class);
    var claimed =
        new Query(
            where("_id")
                .in(caseIds)
                .and(UNSENT_REVISION)
                .gt(0)
                .and(LEASE_OWNER)
                .is(owner)
                // What it held before and could not renew is another's by now.
                .and("lease.until")
                .gte(until));
    return mongo.find(claimed, CaseDocument.class);
  }

  /**
   * Takes events that were sent out of their documents, many at once.
   *
   * @param newest of cases that had nothing to tell but this when they were claimed
   * @param older of cases that had more to tell
   * @return whether that was so for all of them; else some are cleared and some are not
   */
  boolean clearAll(Map<String, Long> newest, Map<String, Long> older, String owner) {
    if (newest.isEmpty() && older.isEmpty()) {
      return true;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, CaseDocument.class);
    newest.forEach(
        (caseId, revision) -> bulk.updateOne(newest(caseId, owner, revision), takenOut()));
    older.forEach(
        (caseId, revision) ->
            bulk.updateOne(new Query(leasedBy(caseId, owner)), takenOut(revision)));
    return bulk.execute().getMatchedCount() == newest.size() + older.size();
  }

  private static Query newest(String caseId, String owner, long revision) {
    return new Query(leasedBy(caseId, owner).and("revision").is(revision));
  }

  private static Update takenOut() {
    return new Update().unset("unsent").unset("lease");
  }

  private static Update takenOut(long revision) {
    return new Update().pull("unsent", new Query(where("revision").lte(revision)));
  }

  /** Takes an event that was sent out of the document; says what remains to be sent. */
  Remaining clear(String caseId, String owner, long revision) {
    if (update(newest(caseId, owner, revision), takenOut())) {
      return Remaining.NOTHING;
    }
    return update(new Query(leasedBy(caseId, owner)), takenOut(revision))
        ? Remaining.MORE
        : Remaining.LEASE_LOST;
  }

  /**
   * After events were sent without the lease: whatever another owner may have sent before them, and
   * is newer, is to be sent once more.
   *
   * @return whether there is something to be sent
   */
  boolean resendWhatFollowed(String caseId, long revision) {
    while (true) {
      Optional<CaseDocument> document =
          Optional.ofNullable(mongo.findById(caseId, CaseDocument.class));
      if (document.isEmpty() || document.get().revision() <= revision) {
        return false;
      }
      Optional<CaseEvent> first = document.get().firstUnsent();
      if (first.isPresent() ? revokeLease(caseId, first.get()) : putBack(document.get())) {
        return true;
      }
    }
  }

  /** Without its lease the other owner cannot clear his events, and they are sent again. */
  private boolean revokeLease(String caseId, CaseEvent first) {
    var query = new Query(where("_id").is(caseId).and("unsent.0.revision").is(first.revision()));
    return update(query, new Update().unset("lease"));
  }

  private boolean putBack(CaseDocument document) {
    var query =
        new Query(
            where("_id")
                .is(document.id())
                .and("revision")
                .is(document.revision())
                .and("unsent")
                .exists(false));
    return update(query, new Update().push("unsent", again(document.current())));
  }

  /** What followed from it was done when it was sent first. */
  private static CaseEvent again(Case current) {
    return CaseEvent.of(current, current);
  }

  private static Criteria leasedBy(String caseId, String owner) {
    return where("_id").is(caseId).and(LEASE_OWNER).is(owner);
  }

  private static Criteria free(String owner, Instant now) {
    return new Criteria()
        .orOperator(
            where("lease").isNull(), where(LEASE_OWNER).is(owner), where("lease.until").lt(now));
  }

  private boolean update(Query query, Update update) {
    return mongo.updateFirst(query, update, CaseDocument.class).getMatchedCount() == 1;
  }

  /** What is left after an event was sent. */
  enum Remaining {
    NOTHING,
    MORE,
    LEASE_LOST
  }
}
