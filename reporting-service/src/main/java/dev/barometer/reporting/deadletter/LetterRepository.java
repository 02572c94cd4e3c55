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

/** The letters in MongoDB, by id. A letter that is read again stays as it is. */
@Repository
class LetterRepository {
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

  LetterRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** How many letters of one kind are in one state. */
  record Count(String group, String topic, String kind, String state, long letters) {}

  void createIndexes() {
    letters().createIndex(Indexes.descending(PUT_ASIDE_AT, ID));
    letters()
        .createIndex(
            Indexes.compoundIndex(
                Indexes.ascending(STATE, GROUP, TOPIC, KIND),
                Indexes.descending(PUT_ASIDE_AT, ID)));
  }

  /** Keeps those that are new; returns how many were here before. */
  int keep(List<Letter> letters) {
    List<WriteModel<Document>> inserts = new ArrayList<>(letters.size());
    for (Letter letter : letters) {
      inserts.add(
          new UpdateOneModel<>(
              Filters.eq(ID, letter.id()),
              new Document("$setOnInsert", document(letter)),
              new UpdateOptions().upsert(true)));
    }
    int kept =
        letters().bulkWrite(inserts, new BulkWriteOptions().ordered(false)).getUpserts().size();
    return letters.size() - kept;
  }

  Optional<Letter> find(String id) {
    return Optional.ofNullable(letters().find(Filters.eq(ID, id)).first())
        .map(LetterRepository::letter);
  }

  /** Newest first, those after a place where one is given. */
  List<Letter> newest(LetterFilter filter, @Nullable Cursor after, int limit) {
    List<Bson> conditions = conditions(filter);
    if (after != null) {
      Date at = Date.from(after.at());
      conditions.add(
          Filters.or(
              Filters.lt(PUT_ASIDE_AT, at),
              Filters.and(Filters.eq(PUT_ASIDE_AT, at), Filters.lt(ID, after.id()))));
    }
    return letters()
        .find(conditions.isEmpty() ? new Document() : Filters.and(conditions))
        .sort(Sorts.descending(PUT_ASIDE_AT, ID))
        .limit(limit)
        .map(LetterRepository::letter)
        .into(new ArrayList<>());
  }

  private static List<Bson> conditions(LetterFilter filter) {
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
    return conditions;
  }

  List<Count> counts() {
    Document by = new Document();
    for (String field : List.of(GROUP, TOPIC, KIND, STATE)) {
      by.append(field, "$" + field);
    }
    return letters()
        .aggregate(List.of(Aggregates.group(by, Accumulators.sum("letters", 1))))
        .map(LetterRepository::count)
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

  /** Writes down what was done; false where the letter is in none of these states any more. */
  boolean change(String id, List<LetterState> from, Letter.Deed deed) {
    Document done =
        new Document(STATE, deed.became().label())
            .append("by", deed.by())
            .append("at", Date.from(deed.at()))
            .append("note", deed.note());
    Bson changes =
        Updates.combine(
            Updates.set(STATE, deed.became().label()),
            Updates.pushEach(HISTORY, List.of(done), new PushOptions().slice(-LONGEST_HISTORY)));
    Bson standing =
        new Document(ID, id)
            .append(STATE, new Document("$in", from.stream().map(LetterState::label).toList()));
    return letters().updateOne(standing, changes).getMatchedCount() == 1;
  }

  /** Forgets what the topics have forgotten, too. */
  void forgetBefore(Instant time) {
    letters().deleteMany(Filters.lt(PUT_ASIDE_AT, Date.from(time)));
  }

  private MongoCollection<Document> letters() {
    return mongo.getCollection(COLLECTION);
  }

  private static Document document(Letter letter) {
    List<Document> headers = new ArrayList<>();
    for (Letter.Header header : letter.headers()) {
      headers.add(new Document("name", header.name()).append("value", binary(header.value())));
    }
    Document document = new Document(GROUP, letter.group());
    return document
        .append(TOPIC, letter.topic())
        .append("partition", letter.partition())
        .append("offset", letter.offset())
        .append(KIND, letter.kind())
        .append(REASON, letter.reason())
        .append(KEY_TEXT, keyText(letter.key()))
        .append("key", binary(letter.key()))
        .append("value", binary(letter.value()))
        .append("headers", headers)
        .append("version", letter.version())
        .append("cut", letter.cut())
        .append(PUT_ASIDE_AT, Date.from(letter.putAsideAt()))
        .append(STATE, letter.state().label())
        .append(HISTORY, List.of());
  }

  private static @Nullable String keyText(byte @Nullable [] key) {
    return key == null
        ? null
        : LetterText.of(key)
            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_KEY_TEXT)))
            .orElse(null);
  }

  private static @Nullable Binary binary(byte @Nullable [] bytes) {
    return bytes == null ? null : new Binary(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable Binary binary) {
    return binary == null ? null : binary.getData();
  }

  private static Letter letter(Document document) {
    List<Letter.Header> headers = new ArrayList<>();
    for (Document header : document.getList("headers", Document.class)) {
      headers.add(
          new Letter.Header(header.getString("name"), bytes(header.get("value", Binary.class))));
    }
    List<Letter.Deed> history = new ArrayList<>();
    for (Document deed : document.getList(HISTORY, Document.class)) {
      history.add(
          new Letter.Deed(
              state(deed),
              deed.getString("by"),
              deed.getDate("at").toInstant(),
              deed.getString("note")));
    }
    return new Letter(
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

  private static LetterState state(Document document) {
    return LetterState.of(document.getString(STATE)).orElseThrow();
  }
}
