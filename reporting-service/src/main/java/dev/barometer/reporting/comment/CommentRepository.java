package dev.barometer.reporting.comment;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Response;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import dev.barometer.starter.web.Cursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** The responses that have text, in MongoDB, by response id. */
@Repository
class CommentRepository implements StoredComments {
  static final String COLLECTION = "comments";

  private static final String ID = "_id";
  private static final String AT = "at";
  private static final String CHANNEL = "channel";
  private static final String LOCALE = "locale";
  private static final String CONTEXT = "context";
  private static final String RATINGS = "ratings";
  private static final String TEXTS = "texts";

  private final MongoOperations mongo;
  private final NewestRevisionRepository<Response> newest;

  CommentRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.newest =
        NewestRevisionRepository.ofFacts(
            mongo, COLLECTION, response -> Comment.of(response).map(CommentRepository::document));
  }

  int apply(List<Received<Response>> batch) {
    return newest.apply(batch);
  }

  @Override
  public List<Comment> newest(CommentFilter filter, @Nullable Cursor after, int limit) {
    Bson matching = after == null ? matching(filter) : Filters.and(matching(filter), after(after));
    return comments()
        .find(matching)
        .sort(Sorts.descending(AT, ID))
        .limit(limit)
        .map(CommentRepository::comment)
        .into(new ArrayList<>());
  }

  private static Bson after(Cursor cursor) {
    return Filters.or(
        Filters.lt(AT, cursor.at()),
        Filters.and(Filters.eq(AT, cursor.at()), Filters.lt(ID, cursor.id())));
  }

  @Override
  public boolean hasAtLeast(int number, CommentFilter filter) {
    List<Document> found =
        comments()
            .find(matching(filter))
            .projection(Projections.include(ID))
            .limit(number)
            .into(new ArrayList<>());
    return found.size() >= number;
  }

  @Override
  public long count(CommentFilter filter) {
    return comments().countDocuments(matching(filter));
  }

  @Override
  public Map<String, ChosenComment> find(CommentFilter filter, Collection<String> responseIds) {
    Map<String, ChosenComment> found = new HashMap<>();
    if (responseIds.isEmpty()) {
      return found;
    }
    // The ids at the top: the embedded database finds by them there alone.
    List<Bson> wanted = new ArrayList<>(conditions(filter));
    wanted.add(0, Filters.in(ID, responseIds));
    for (Document document : comments().find(Filters.and(wanted))) {
      Comment comment = comment(document);
      found.put(
          comment.responseId(),
          new ChosenComment(
              comment.responseId(),
              document.get("revision", Number.class).longValue(),
              comment.submittedAt(),
              comment.locale(),
              comment.text()));
    }
    return found;
  }

  @Override
  public Map<String, Long> countBy(Dimension dimension, Set<String> values) {
    String field = CONTEXT + "." + dimension.label();
    Map<String, Long> counts = new HashMap<>();
    comments()
        .aggregate(
            List.of(
                Aggregates.match(Filters.in(field, values)),
                Aggregates.group("$" + field, Accumulators.sum("n", 1))))
        .forEach(
            group -> counts.put(group.getString(ID), group.get("n", Number.class).longValue()));
    return counts;
  }

  private MongoCollection<Document> comments() {
    return mongo.getCollection(COLLECTION);
  }

  private static Bson matching(CommentFilter filter) {
    return Filters.and(conditions(filter));
  }

  private static List<Bson> conditions(CommentFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    // What is left of a withdrawn comment has no time.
    conditions.add(Filters.exists(AT));
    filter
        .scope()
        .values()
        .forEach(
            (dimension, value) ->
                conditions.add(Filters.eq(CONTEXT + "." + dimension.label(), value)));
    Period period = filter.period();
    if (period != null) {
      conditions.add(Filters.gte(AT, period.from()));
      conditions.add(Filters.lt(AT, period.to()));
    }
    return conditions;
  }

  private static Document document(Comment comment) {
    Document context = new Document();
    comment.context().forEach((dimension, value) -> context.append(dimension.label(), value));
    return new Document(AT, comment.submittedAt())
        .append(CHANNEL, comment.channel())
        .append(LOCALE, comment.locale())
        .append(CONTEXT, context)
        .append(
            RATINGS,
            comment.ratings().stream()
                .map(
                    rating ->
                        new Document("metric", rating.metric())
                            .append("scale", rating.scale())
                            .append("value", rating.value())
                            .append("class", rating.pointClass()))
                .toList())
        .append(
            TEXTS,
            comment.texts().stream()
                .map(
                    said ->
                        new Document("questionId", said.questionId()).append("text", said.text()))
                .toList());
  }

  private static Comment comment(Document document) {
    Map<Dimension, String> context = new EnumMap<>(Dimension.class);
    document
        .get(CONTEXT, Document.class)
        .forEach((label, value) -> context.put(Dimension.of(label).orElseThrow(), (String) value));
    return new Comment(
        document.getString(ID),
        document.getDate(AT).toInstant(),
        document.getString(CHANNEL),
        document.getString(LOCALE),
        context,
        document.getList(RATINGS, Document.class).stream()
            .map(
                rating ->
                    new CommentView.Rating(
                        rating.getString("metric"),
                        rating.getString("scale"),
                        rating.getInteger("value"),
                        rating.getString("class")))
            .toList(),
        document.getList(TEXTS, Document.class).stream()
            .map(said -> new CommentView.Said(said.getString("questionId"), said.getString("text")))
            .toList());
  }
}
