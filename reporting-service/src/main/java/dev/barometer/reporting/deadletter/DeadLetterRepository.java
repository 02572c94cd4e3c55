package dev.barometer.reporting.deadletter;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.web.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** The dead letters in MongoDB, by id. A dead letter that is read again stays as it is. */
@Repository
class DeadLetterRepository {
  private static final String COLLECTION = "deadLetters";
  private static final int LONGEST_HISTORY = 20;
  private static final int LONGEST_KEY_TEXT = 200;

  private static final String ID = "_id";
  private static final String GROUP = "group";
  private static final String TOPIC = "topic";
  private static final String KIND = "kind";
  private static final String STATE = "state";
  private static final String REASON = "reason";
  private static final String KEY_TEXT = "keyText";
  private static final String PUT_ASIDE_AT = "putAsideAt";
  private static final String HISTORY = "history";

  private final MongoOperations mongo;

  DeadLetterRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** How many dead letters of one kind are in one state. */
  record Count(String group, String topic, String kind, String state, long letters) {}

  void createIndexes() {
    deadLetters().createIndex(Indexes.descending(PUT_ASIDE_AT, ID));
    deadLetters()
        .createIndex(
            Indexes.compoundIndex(
                Indexes.ascending(STATE, GROUP, TOPIC, KIND),
                Indexes.descending(PUT_ASIDE_AT, ID)));
  }

  /** Keeps those that are new; returns how many were here before. */
  int keep(List<DeadLetter> deadLetters) {
    List<WriteModel<Document>> inserts = new ArrayList<>(deadLetters.size());
    for (DeadLetter deadLetter : deadLetters) {
      inserts.add(
          new UpdateOneModel<>(
              Filters.eq(ID, deadLetter.id()),
              new Document("$setOnInsert", document(deadLetter)),
              new UpdateOptions().upsert(true)));
    }
    int kept =
        deadLetters().bulkWrite(inserts, new BulkWriteOptions().ordered(false)).getUpserts().size();
    return deadLetters.size() - kept;
  }

  Optional<DeadLetter> find(String id) {
    return Optional.ofNullable(deadLetters().find(Filters.eq(ID, id)).first())
        .map(DeadLetterRepository::deadLetter);
  }

  /** Newest first, those after a place where one is given. */
  List<DeadLetter> newest(DeadLetterFilter filter, @Nullable Cursor after, int limit) {
    Bson matching = matching(filter);
    return deadLetters()
        .find(after == null ? matching : Filters.and(matching, after(after)))
        .sort(Sorts.descending(PUT_ASIDE_AT, ID))
        .limit(limit)
        .map(DeadLetterRepository::deadLetter)
        .into(new ArrayList<>());
  }

  private static Bson after(Cursor cursor) {
    Date at = Date.from(cursor.at());
    return Filters.or(
        Filters.lt(PUT_ASIDE_AT, at),
        Filters.and(Filters.eq(PUT_ASIDE_AT, at), Filters.lt(ID, cursor.id())));
  }

  long count(DeadLetterFilter filter) {
    return deadLetters().countDocuments(matching(filter));
  }

  private static Bson matching(DeadLetterFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    if (filter.state() != null) {
      conditions.add(Filters.eq(STATE, filter.state().label()));
    }
    if (filter.group() != null) {
      conditions.add(Filters.eq(GROUP, filter.group()));
    }
    if (filter.topic() != null) {
      conditions.add(Filters.eq(TOPIC, filter.topic()));
    }
    if (filter.kind() != null) {
      conditions.add(Filters.eq(KIND, filter.kind()));
    }
    if (filter.words() != null) {
      Pattern words = Pattern.compile(Pattern.quote(filter.words()), Pattern.CASE_INSENSITIVE);
      conditions.add(
          Filters.or(
              Filters.regex(ID, words),
              Filters.regex(KEY_TEXT, words),
              Filters.regex(REASON, words)));
    }
    return conditions.isEmpty() ? new Document() : Filters.and(conditions);
  }

  List<Count> counts() {
    Document by = new Document();
    for (String field : List.of(GROUP, TOPIC, KIND, STATE)) {
      by.append(field, "$" + field);
    }
    return deadLetters()
        .aggregate(List.of(Aggregates.group(by, Accumulators.sum("letters", 1))))
        .map(DeadLetterRepository::count)
        .into(new ArrayList<>());
  }

  private static Count count(Document group) {
    Document by = group.get(ID, Document.class);
    return new Count(
        by.getString(GROUP),
        by.getString(TOPIC),
        by.getString(KIND),
        by.getString(STATE),
        group.get("letters", Number.class).longValue());
  }

  /** Writes down what was done; false where the dead letter is in none of these states any more. */
  boolean change(String id, List<DeadLetterState> from, DeadLetter.Action action) {
    Document done =
        new Document(STATE, action.became().label())
            .append("by", action.by())
            .append("at", Date.from(action.at()))
            .append("note", action.note());
    Bson changes =
        Updates.combine(
            Updates.set(STATE, action.became().label()),
            Updates.pushEach(HISTORY, List.of(done), new PushOptions().slice(-LONGEST_HISTORY)));
    Bson standing =
        new Document(ID, id)
            .append(STATE, new Document("$in", from.stream().map(DeadLetterState::label).toList()));
    return deadLetters().updateOne(standing, changes).getMatchedCount() == 1;
  }

  /** Forgets what the topics have forgotten, too. */
  void forgetBefore(Instant time) {
    deadLetters().deleteMany(Filters.lt(PUT_ASIDE_AT, Date.from(time)));
  }

  private MongoCollection<Document> deadLetters() {
    return mongo.getCollection(COLLECTION);
  }

  private static Document document(DeadLetter deadLetter) {
    List<Document> headers = new ArrayList<>();
    for (DeadLetter.Header header : deadLetter.headers()) {
      headers.add(new Document("name", header.name()).append("value", binary(header.value())));
    }
    Document document = new Document(GROUP, deadLetter.group());
    return document
        .append(TOPIC, deadLetter.topic())
        .append("partition", deadLetter.partition())
        .append("offset", deadLetter.offset())
        .append(KIND, deadLetter.kind())
        .append(REASON, deadLetter.reason())
        .append(KEY_TEXT, keyText(deadLetter.key()))
        .append("key", binary(deadLetter.key()))
        .append("value", binary(deadLetter.value()))
        .append("headers", headers)
        .append("version", deadLetter.version())
        .append("cut", deadLetter.cut())
        .append(PUT_ASIDE_AT, Date.from(deadLetter.putAsideAt()))
        .append(STATE, deadLetter.state().label())
        .append(HISTORY, List.of());
  }

  private static @Nullable String keyText(byte @Nullable [] key) {
    return key == null
        ? null
        : DeadLetterText.of(key)
            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_KEY_TEXT)))
            .orElse(null);
  }

  private static @Nullable Binary binary(byte @Nullable [] bytes) {
    return bytes == null ? null : new Binary(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable Binary binary) {
    return binary == null ? null : binary.getData();
  }

  private static DeadLetter deadLetter(Document document) {
    List<DeadLetter.Header> headers = new ArrayList<>();
    for (Document header : document.getList("headers", Document.class)) {
      headers.add(
          new DeadLetter.Header(
              header.getString("name"), bytes(header.get("value", Binary.class))));
    }
    List<DeadLetter.Action> history = new ArrayList<>();
    for (Document action : document.getList(HISTORY, Document.class)) {
      history.add(
          new DeadLetter.Action(
              state(action),
              action.getString("by"),
              action.getDate("at").toInstant(),
              action.getString("note")));
    }
    return new DeadLetter(
        document.getString(GROUP),
        document.getString(TOPIC),
        document.getInteger("partition"),
        document.get("offset", Number.class).longValue(),
        document.getString(KIND),
        document.getString(REASON),
        bytes(document.get("key", Binary.class)),
        bytes(document.get("value", Binary.class)),
        headers,
        document.getString("version"),
        document.getString("cut"),
        document.getDate(PUT_ASIDE_AT).toInstant(),
        state(document),
        history);
  }

  private static DeadLetterState state(Document document) {
    return DeadLetterState.of(document.getString(STATE)).orElseThrow();
  }
}
