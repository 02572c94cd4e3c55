package dev.barometer.complaint.cases;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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

  private boolean write(@Nullable Case before, Case next) {
    CaseEvent event = CaseEvent.of(before, next);
    if (before == null) {
      return insert(new CaseDocument(next.caseId(), next.revision(), next, List.of(event), null));
    }
    // What is unsent and its lease belong to `publishing`: they are added to, never overwritten.
    var unchanged =
        new Query(where("_id").is(before.caseId()).and("revision").is(before.revision()));
    var change =
        new Update().set("revision", next.revision()).set("current", next).push("unsent", event);
    return mongo.updateFirst(unchanged, change, CaseDocument.class).getMatchedCount() == 1;
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
