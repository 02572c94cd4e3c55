package dev.barometer.complaint.improvement;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The improvement actions that came from cases, in MongoDB by their ids: each as it is now. */
@Repository
public class CaseActionRepository {
  public static final String COLLECTION = "actions";

  /** The field by which they are asked for. */
  public static final String CASE = "caseId";

  private static final String ID = "_id";
  private static final String KIND = "complaint";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<ImprovementAction> newest;

  public CaseActionRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.newest =
        NewestRevisionRepository.ofFacts(mongo, COLLECTION, CaseActionRepository::document);
  }

  /** Takes what is newer; returns how many records were not. */
  public int apply(List<Received<ImprovementAction>> batch) {
    return newest.apply(batch);
  }

  /**
   * Those that came from a case, the first due first.
   *
   * @param most how many at most
   */
  public List<CaseAction> of(String caseId, int most) {
    Query query =
        new Query(where(CASE).is(caseId)).with(Sort.by("due").and(Sort.by(ID))).limit(most);
    return mongo.find(query, Document.class, COLLECTION).stream()
        .map(CaseActionRepository::read)
        .toList();
  }

  private static Optional<Document> document(ImprovementAction action) {
    return action.fromId() == null || !action.fromKind().equals(KIND)
        ? Optional.empty()
        : Optional.of(
            new Document(CASE, action.fromId())
                .append("title", action.title())
                .append("status", action.status())
                .append("owner", action.owner())
                .append("due", action.due()));
  }

  private static CaseAction read(Document kept) {
    return new CaseAction(
        kept.getString(ID),
        kept.getString("title"),
        kept.getString("status"),
        kept.getString("owner"),
        LocalDate.parse(kept.getString("due")));
  }
}
