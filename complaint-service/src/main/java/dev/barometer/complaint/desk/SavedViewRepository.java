package dev.barometer.complaint.desk;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** What each member of the desk wants to see again, and what he starts with. */
@Repository
class SavedViewRepository {
  /** More than one finds again. */
  static final int MOST = 20;

  private static final String VIEWS = "views";

  private final MongoOperations mongo;

  SavedViewRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * One of them.
   *
   * @param query as it stands in the address
   */
  record SavedView(String name, String query) {}

  /** All of one member. */
  @Document("desk_views")
  record Member(@Id String actorId, List<SavedView> views, @Nullable String start) {
    Member {
      views = views == null ? List.of() : List.copyOf(views);
    }
  }

  Member of(String actorId) {
    Member found = mongo.findById(actorId, Member.class);
    return found == null ? new Member(actorId, List.of(), null) : found;
  }

  /** The query that he starts with. */
  Optional<String> startOf(String actorId) {
    Member member = of(actorId);
    return member.views().stream()
        .filter(view -> view.name().equals(member.start()))
        .map(SavedView::query)
        .findFirst();
  }

  /** In the place of one of the same name. */
  void save(String actorId, SavedView view) {
    remove(actorId, view.name());
    mongo.upsert(byId(actorId), new Update().push(VIEWS, view), Member.class);
  }

  void remove(String actorId, String name) {
    mongo.updateFirst(
        byId(actorId), new Update().pull(VIEWS, Query.query(where("name").is(name))), Member.class);
  }

  /** Null starts with the whole queue. */
  void startWith(String actorId, @Nullable String name) {
    Update update = name == null ? new Update().unset("start") : new Update().set("start", name);
    mongo.upsert(byId(actorId), update, Member.class);
  }

  private static Query byId(String actorId) {
    return new Query(Criteria.where("_id").is(actorId));
  }
}
