package dev.barometer.survey.visitor;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.survey.kept.KeptRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** What was answered by links, in MongoDB. */
@Repository
public class GivenRepository {
  /** The kind of what is kept for a time. */
  static final String KEPT = "given";

  private final MongoOperations mongo;
  private final KeptRepository kept;

  GivenRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.kept = new KeptRepository(mongo);
  }

  Optional<Given> find(String invitationId) {
    return Optional.ofNullable(mongo.findById(invitationId, Given.class));
  }

  /** What was given to those of these that were answered. */
  List<Given> find(Collection<String> invitationIds) {
    return invitationIds.isEmpty()
        ? List.of()
        : mongo.find(new Query(where("_id").in(invitationIds)), Given.class);
  }

  /** What was chosen on the pages of these before they were left, and not sent. */
  public List<Partial> unsent(Collection<String> invitationIds) {
    return invitationIds.isEmpty()
        ? List.of()
        : mongo.find(new Query(where("_id").in(invitationIds)), Partial.class);
  }

  /** Changes what was given, as it is at that moment; nothing where nothing was. */
  Optional<Given> change(String invitationId, UnaryOperator<Given> change) {
    while (true) {
      Given before = find(invitationId).orElse(null);
      Given next = before == null ? null : change.apply(before);
      if (before == null || next == null || next == before || put(before, next)) {
        return Optional.ofNullable(next);
      }
    }
  }

  /**
   * @param before null where nothing was given yet
   * @return false where the same person was faster in another window
   */
  boolean put(@Nullable Given before, Given next) {
    if (before == null) {
      listForLater(next.invitationId(), next.submittedAt());
      try {
        mongo.insert(next);
        return true;
      } catch (DuplicateKeyException faster) {
        return false;
      }
    }
    Query unchanged =
        new Query(where("_id").is(before.invitationId()).and("revision").is(before.revision()));
    return mongo.findAndReplace(unchanged, next) != null;
  }

  /** So that it is forgotten when its time is over; before it is kept. */
  void listForLater(String invitationId, Instant now) {
    kept.list(KEPT, Map.of(invitationId, now));
  }

  /** Deletes what was chosen and not sent, and what waits to be let in. */
  void forgetUnsent(String invitationId) {
    Query unsent = new Query(where("_id").is(invitationId));
    mongo.remove(unsent, Partial.class);
    mongo.remove(unsent, SetAside.class);
  }

  /** Deletes what was given to these, and what was chosen and not sent. */
  public void forget(Collection<String> invitationIds) {
    mongo.remove(new Query(where("_id").in(invitationIds)), Given.class);
    mongo.remove(new Query(where("_id").in(invitationIds)), Partial.class);
  }
}
