package dev.barometer.complaint.cases;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import com.mongodb.bulk.BulkWriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The cases in MongoDB. Each write holds only while nobody else changed the case meanwhile. */
@Repository
public class CaseRepository {
  private final MongoOperations mongo;
  private final HistorySeals seals;

  public CaseRepository(MongoOperations mongo, HistorySeals seals) {
    this.mongo = mongo;
    this.seals = seals;
  }

  public Optional<Case> find(String caseId) {
    return Optional.ofNullable(mongo.findById(caseId, CaseDocument.class))
        .map(CaseDocument::current);
  }

  /** Those of them that are there, in any order. */
  public List<Case> find(Collection<String> caseIds) {
    return caseIds.isEmpty()
        ? List.of()
        : mongo.find(new Query(where("_id").in(caseIds)), CaseDocument.class).stream()
            .map(CaseDocument::current)
            .toList();
  }

  /**
   * Puts {@code next}, and the event that tells of it, in the place of {@code before}.
   *
   * @param before null where the case is new
   * @return the case as it is kept; empty where somebody else was faster: read again, decide again
   */
  public Optional<Case> put(@Nullable Case before, Case next) {
    Case kept = seals.sealed(next);
    return write(before, kept) ? Optional.of(kept) : Optional.empty();
  }

  /** The case as {@link #put} would keep it. */
  public Case sealed(Case next) {
    return seals.sealed(next);
  }

  /**
   * Puts many at once; each is written by itself, in any order.
   *
   * @param changes of different cases
   * @return whether all of them are written for sure; else some are and some are not
   */
  public boolean putAll(Collection<CaseChange> changes) {
    if (changes.isEmpty()) {
      return true;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, CaseDocument.class);
    for (CaseChange change : changes) {
      if (change.before() == null) {
        bulk.insert(document(change));
      } else {
        bulk.updateOne(unchanged(change.before()), update(change));
      }
    }
    try {
      BulkWriteResult done = bulk.execute();
      return done.getInsertedCount() + done.getMatchedCount() == changes.size();
    } catch (DuplicateKeyException | BulkOperationException refused) {
      return false;
    }
  }

  private boolean write(@Nullable Case before, Case next) {
    var change = new CaseChange(before, next, List.of(CaseEvent.of(before, next)));
    return before == null
        ? insert(document(change))
        : mongo.updateFirst(unchanged(before), update(change), CaseDocument.class).getMatchedCount()
            == 1;
  }

  private static CaseDocument document(CaseChange change) {
    Case next = change.after();
    return new CaseDocument(next.caseId(), next.revision(), next, change.events(), null);
  }

  private static Query unchanged(Case before) {
    return new Query(where("_id").is(before.caseId()).and("revision").is(before.revision()));
  }

  /** What is unsent and its lease belong to `publishing`: they are added to, never overwritten. */
  private static Update update(CaseChange change) {
    Update update =
        new Update().set("revision", change.after().revision()).set("current", change.after());
    update.push("unsent").each(change.events().toArray());
    return update;
  }

  private boolean insert(CaseDocument document) {
    try {
      mongo.insert(document);
      return true;
    } catch (DuplicateKeyException alreadyOpened) {
      return false;
    }
  }
}
