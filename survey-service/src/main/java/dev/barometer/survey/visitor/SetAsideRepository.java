package dev.barometer.survey.visitor;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.survey.kept.KeptRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Answers that wait for somebody to look at them, in MongoDB; there are few. */
@Repository
public class SetAsideRepository {
  static final String KEPT = "set-aside";

  private final MongoOperations mongo;
  private final KeptRepository kept;

  public SetAsideRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.kept = new KeptRepository(mongo);
  }

  void put(SetAside answer) {
    kept.list(KEPT, Map.of(answer.invitationId(), answer.at()));
    mongo.save(answer);
  }

  public Optional<SetAside> find(String invitationId) {
    return Optional.ofNullable(mongo.findById(invitationId, SetAside.class));
  }

  /** What somebody seems to have answered. */
  public List<SetAside> of(String personId) {
    return mongo.find(new Query(where("personId").is(personId)), SetAside.class);
  }

  /** It is decided; one that came after it stays. */
  public void remove(SetAside decided) {
    mongo.remove(
        new Query(where("_id").is(decided.invitationId()).and("at").is(decided.at())),
        SetAside.class);
  }

  /** The newest first; those after the cursor where there is one. */
  public CursorPage<SetAside> page(@Nullable Cursor after, int limit) {
    Criteria older =
        after == null
            ? new Criteria()
            : new Criteria()
                .orOperator(
                    where("at").lt(after.at()),
                    where("at").is(after.at()).and("_id").lt(after.id()));
    Query query = new Query(older).with(Sort.by(Direction.DESC, "at", "_id")).limit(limit + 1);
    return CursorPage.of(
        mongo.find(query, SetAside.class),
        limit,
        last -> new Cursor(last.at(), last.invitationId()).toString());
  }

  public long count() {
    return mongo.count(new Query(), SetAside.class);
  }

  public void forgetOf(String personId) {
    mongo.remove(new Query(where("personId").is(personId)), SetAside.class);
  }

  public void forget(Collection<String> invitationIds) {
    mongo.remove(new Query(where("_id").in(invitationIds)), SetAside.class);
  }
}
