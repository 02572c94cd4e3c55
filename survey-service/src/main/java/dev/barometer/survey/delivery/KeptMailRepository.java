package dev.barometer.survey.delivery;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The newest mails that are kept to be looked at, in MongoDB; older ones go by themselves. */
@Repository
public class KeptMailRepository {
  static final int MOST = 500;
  private static final String ID = "_id";
  private static final String AT = "at";
  private static final Sort NEWEST = Sort.by(Direction.DESC, AT, ID);

  private final MongoOperations mongo;

  KeptMailRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Keeps them; of one that is known already there is still one. */
  void keep(List<KeptMail> mails) {
    mails.forEach(mongo::save);
    List<String> tooMany =
        mongo.find(new Query().with(NEWEST).skip(MOST), KeptMail.class).stream()
            .map(KeptMail::id)
            .toList();
    if (!tooMany.isEmpty()) {
      mongo.remove(new Query(where(ID).in(tooMany)), KeptMail.class);
    }
  }

  /** Deletes what would have gone out for these. */
  public void forget(Collection<String> invitationIds) {
    mongo.remove(new Query(where("invitationId").in(invitationIds)), KeptMail.class);
  }

  Optional<KeptMail> find(String id) {
    return Optional.ofNullable(mongo.findById(id, KeptMail.class));
  }

  long count() {
    return mongo.count(new Query(), KeptMail.class);
  }

  /** The newest first; those after the cursor where there is one. */
  CursorPage<KeptMail> page(@Nullable Cursor after, int limit) {
    Query query = new Query().with(NEWEST).limit(limit + 1);
    if (after != null) {
      query.addCriteria(
          new Criteria()
              .orOperator(
                  where(AT).lt(after.at()), where(AT).is(after.at()).and(ID).lt(after.id())));
    }
    return CursorPage.of(
        mongo.find(query, KeptMail.class),
        limit,
        last -> new Cursor(last.at(), last.id()).toString());
  }
}
