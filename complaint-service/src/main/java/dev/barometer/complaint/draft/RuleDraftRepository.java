package dev.barometer.complaint.draft;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.rule.RuleList;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Each manager's draft of the rules, until it is put in force or dropped. */
@Repository
class RuleDraftRepository {
  private final MongoOperations mongo;

  RuleDraftRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<RuleDraft> find(String actorId) {
    return Optional.ofNullable(mongo.findById(actorId, RuleDraft.class));
  }

  /**
   * Makes a step; two steps of one person at once, in two windows, are both made.
   *
   * @param standing what a draft begins with
   */
  RuleDraft change(String actorId, Supplier<RuleList> standing, UnaryOperator<RuleDraft> step) {
    while (true) {
      Optional<RuleDraft> before = find(actorId);
      RuleDraft next = step.apply(before.orElseGet(() -> RuleDraft.of(actorId, standing.get())));
      if (before.isPresent() ? replace(before.get(), next) : insert(next)) {
        return next;
      }
    }
  }

  private boolean insert(RuleDraft next) {
    try {
      mongo.insert(next);
      return true;
    } catch (DuplicateKeyException begunMeanwhile) {
      return false;
    }
  }

  private boolean replace(RuleDraft before, RuleDraft next) {
    var unchanged = new Query(where("_id").is(before.actorId()).and("number").is(before.number()));
    var change =
        new Update()
            .set("number", next.number())
            .set("base", next.base())
            .set("rules", next.rules());
    return mongo.updateFirst(unchanged, change, RuleDraft.class).getMatchedCount() == 1;
  }

  void drop(String actorId) {
    mongo.remove(new Query(where("_id").is(actorId)), RuleDraft.class);
  }

  /** Drops this one; one that was changed meanwhile stays. */
  void drop(RuleDraft draft) {
    mongo.remove(
        new Query(where("_id").is(draft.actorId()).and("number").is(draft.number())),
        RuleDraft.class);
  }
}
