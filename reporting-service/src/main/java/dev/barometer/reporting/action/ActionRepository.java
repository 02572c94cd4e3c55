package dev.barometer.reporting.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The actions in MongoDB, each with what the topic was not told of it yet. Each write holds only
 * while nobody else changed it meanwhile.
 */
@Repository
class ActionRepository {
  static final String COLLECTION = "actions";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String STATUS = "status";
  private static final String OWNER = "owner";
  private static final String SCOPE = "scope";
  private static final String TEAM = "team";
  private static final String PLANNED_AT = "plannedAt";
  private static final String JSON = "json";
  private static final String UNSENT = "unsent";
  private static final String TYPE = "type";

  private final MongoOperations mongo;

  ActionRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** What the topic is to be told. */
  record Unsent(long revision, String type, ImprovementAction told) {
    static Unsent of(Action action) {
      return new Unsent(
          action.revision(), PublishedAction.typeOf(action), PublishedAction.of(action));
    }
  }

  Optional<Action> find(String actionId) {
    return Optional.ofNullable(mongo.findById(actionId, Document.class, COLLECTION))
        .map(ActionRepository::read);
  }

  /** What the topic was not told yet, the oldest first. */
  List<Unsent> unsent(String actionId) {
    Document kept = mongo.findById(actionId, Document.class, COLLECTION);
    return kept == null
        ? List.of()
        : kept.getList(UNSENT, Document.class, List.of()).stream()
            .map(
                one ->
                    new Unsent(
                        one.getLong(REVISION),
                        one.getString(TYPE),
                        FactJson.read(
                            one.getString(JSON).getBytes(UTF_8), ImprovementAction.class)))
            .toList();
  }

  /** The topic was told of all up to this revision. */
  void told(String actionId, long revision) {
    mongo.updateFirst(
        new Query(where(ID).is(actionId)),
        new Update().pull(UNSENT, new Query(where(REVISION).lte(revision))),
        COLLECTION);
  }

  /** Whether it is kept; there is another of this id otherwise. */
  boolean add(Action action) {
    Document document =
        new Document(ID, action.actionId())
            .append(REVISION, action.revision())
            .append(STATUS, action.status().label())
            .append(OWNER, action.owner().id())
            .append(SCOPE, action.goal().scope())
            .append(TEAM, team(action))
            .append(PLANNED_AT, action.plannedAt())
            .append(JSON, json(action))
            .append(UNSENT, List.of(document(Unsent.of(action))));
    try {
      mongo.insert(document, COLLECTION);
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }

  /** Whether it is kept; else somebody changed it since it was read. */
  boolean put(Action before, Action after) {
    Query unchanged =
        new Query(where(ID).is(before.actionId()).and(REVISION).is(before.revision()));
    Update update =
        new Update()
            .set(REVISION, after.revision())
            .set(STATUS, after.status().label())
            .set(OWNER, after.owner().id())
            .set(SCOPE, after.goal().scope())
            .set(TEAM, team(after))
            .set(JSON, json(after))
            .push(UNSENT, document(Unsent.of(after)));
    return mongo.updateFirst(unchanged, update, COLLECTION).getMatchedCount() == 1;
  }

  /**
   * What is asked for.
   *
   * @param statuses empty for all
   * @param owner a staff id; null for all
   * @param scope exactly; null for all
   */
  record Filter(Collection<Status> statuses, @Nullable String owner, @Nullable String scope) {
    static Filter as(Status status) {
      return new Filter(List.of(status), null, null);
    }
  }

  /** The newest first, of those that the reader sees. */
  CursorPage<Action> page(Filter filter, Viewer reader, @Nullable Cursor after, int limit) {
    List<Criteria> wanted = new ArrayList<>(criteria(filter, reader));
    if (after != null) {
      wanted.add(
          new Criteria()
              .orOperator(
                  where(PLANNED_AT).lt(after.at()),
                  where(PLANNED_AT).is(after.at()).and(ID).lt(after.id())));
    }
    Query query =
        new Query(all(wanted))
            .with(Sort.by(Order.desc(PLANNED_AT), Order.desc(ID)))
            .limit(limit + 1);
    return CursorPage.of(
        mongo.find(query, Document.class, COLLECTION).stream().map(ActionRepository::read).toList(),
        limit,
        last -> new Cursor(last.plannedAt(), last.actionId()).toString());
  }

  /** How many there are of those that the reader sees. */
  long count(Filter filter, Viewer reader) {
    return mongo.count(new Query(all(criteria(filter, reader))), COLLECTION);
  }

  /** All of them: for a report, which asks for those that concern its scope. */
  List<Action> all() {
    return mongo.find(new Query().with(Sort.by(ID)), Document.class, COLLECTION).stream()
        .map(ActionRepository::read)
        .toList();
  }

  private static List<Criteria> criteria(Filter filter, Viewer reader) {
    List<Criteria> wanted = new ArrayList<>();
    if (!filter.statuses().isEmpty()) {
      wanted.add(where(STATUS).in(filter.statuses().stream().map(Status::label).toList()));
    }
    if (filter.owner() != null) {
      wanted.add(where(OWNER).is(filter.owner()));
    }
    if (filter.scope() != null) {
      wanted.add(where(SCOPE).is(filter.scope()));
    }
    if (!reader.seesAll()) {
      wanted.add(
          new Criteria()
              .orOperator(where(TEAM).in(reader.teams()), where(OWNER).is(reader.staffId())));
    }
    return wanted;
  }

  private static Criteria all(List<Criteria> wanted) {
    return wanted.isEmpty() ? new Criteria() : new Criteria().andOperator(wanted);
  }

  private static @Nullable String team(Action action) {
    return action.goal().whose().values().get(Dimension.TEAM);
  }

  private static Document document(Unsent one) {
    return new Document(REVISION, one.revision())
        .append(TYPE, one.type())
        .append(JSON, new String(FactJson.write(one.told()), UTF_8));
  }

  private static String json(Action action) {
    return new String(FactJson.write(action), UTF_8);
  }

  private static Action read(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), Action.class);
  }
}
