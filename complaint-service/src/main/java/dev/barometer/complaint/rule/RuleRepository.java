package dev.barometer.complaint.rule;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The rules in MongoDB, those of before among them: a response that is read again is judged by the
 * rules that stood when it came in. One small document says which list stood since when, and the
 * lists, which never change, lie beside it.
 */
@Repository
class RuleRepository {
  private static final String HEAD = "complaint-rules";

  private final MongoOperations mongo;

  RuleRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * A list that stood, or stands.
   *
   * @param listId null of the default
   */
  record Standing(@Nullable String listId, long revision, Instant since) {
    static final Standing DEFAULT = new Standing(null, RuleList.DEFAULT.revision(), Instant.EPOCH);
  }

  /** Which list stood since when, the oldest first. */
  @Document("rules")
  record Head(@Id String id, long revision, List<Standing> lists) {
    static final Head DEFAULT =
        new Head(HEAD, RuleList.DEFAULT.revision(), List.of(Standing.DEFAULT));

    Standing last() {
      return lists.get(lists.size() - 1);
    }
  }

  /** One list. */
  @Document("rule-lists")
  record Kept(@Id String id, long revision, List<Rule> rules) {}

  /** One read by id. */
  Head head() {
    return Objects.requireNonNullElse(mongo.findById(HEAD, Head.class), Head.DEFAULT);
  }

  RuleList list(Standing standing) {
    if (standing.listId() == null) {
      return RuleList.DEFAULT;
    }
    Kept kept = mongo.findById(standing.listId(), Kept.class);
    if (kept == null) {
      throw new IllegalStateException("no list of rules " + standing.listId());
    }
    return new RuleList(kept.revision(), kept.rules());
  }

  /**
   * Has these stand from now on; empty where somebody else was faster.
   *
   * @param before as it was read
   */
  Optional<RuleList> put(Head before, List<Rule> rules, Instant now) {
    long revision = before.revision() + 1;
    // Time never goes backwards here, whichever instance's clock is asked.
    Instant since = now.isAfter(before.last().since()) ? now : before.last().since();
    var next = new Standing(UUID.randomUUID().toString(), revision, since);
    var kept = new Kept(String.valueOf(next.listId()), revision, rules);
    mongo.insert(kept);
    if (before.revision() == RuleList.DEFAULT.revision() ? insert(next) : append(before, next)) {
      return Optional.of(new RuleList(revision, rules));
    }
    mongo.remove(new Query(where("_id").is(kept.id())), Kept.class);
    return Optional.empty();
  }

  private boolean insert(Standing next) {
    try {
      mongo.insert(new Head(HEAD, next.revision(), List.of(Standing.DEFAULT, next)));
      return true;
    } catch (DuplicateKeyException somebodyWasFaster) {
      return false;
    }
  }

  private boolean append(Head before, Standing next) {
    var unchanged = new Query(where("_id").is(HEAD).and("revision").is(before.revision()));
    var change = new Update().set("revision", next.revision()).push("lists", next);
    return mongo.updateFirst(unchanged, change, Head.class).getMatchedCount() == 1;
  }
}
