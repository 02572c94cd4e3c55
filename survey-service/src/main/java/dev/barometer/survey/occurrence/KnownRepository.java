package dev.barometer.survey.occurrence;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.projection.NewestRevisionRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The facts of a topic as they are known now, in MongoDB, and since when it is known what happened
 * to them: a campaign asks about nothing that was known before it was started.
 */
abstract class KnownRepository<F extends Fact> {
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String OCCURRENCES = "occurrences";
  private static final String ON = "on";
  private static final String GENERATION = "generation";
  private static final String AT = "at";
  private static final String SINCE = "since";

  private final MongoOperations mongo;
  private final Clock clock;
  private final String collection;
  private final String content;
  private final Class<F> type;

  /**
   * @param content the field that holds the fact
   */
  KnownRepository(
      MongoOperations mongo, Clock clock, String collection, String content, Class<F> type) {
    this.mongo = mongo;
    this.clock = clock;
    this.collection = collection;
    this.content = content;
    this.type = type;
  }

  /**
   * What can be asked about a fact as it stands.
   *
   * @param told when it was told of, of what the fact itself does not say
   */
  abstract List<Occurrence> occurrences(F fact, Function<OccurrenceKey, @Nullable Instant> told);

  /** What else is stored of a fact, to be found by. */
  void index(F fact, Document document) {}

  /** What is kept of it. */
  F kept(F fact) {
    return fact;
  }

  /** Those that happened in a time, its end not included. */
  Criteria happened(String on, Instant from, Instant to) {
    return where(OCCURRENCES).elemMatch(where(ON).is(on).and(AT).gte(from).lt(to));
  }

  /** A dry run asks for those that happened in a time. */
  void createIndexes() {
    mongo.indexOps(collection).createIndex(new Index(OCCURRENCES + "." + AT, Sort.Direction.ASC));
  }

  /** That something is known of a fact. */
  private record Mark(Instant at, Instant since) {
    static Mark of(Document stored) {
      return new Mark(stored.getDate(AT).toInstant(), stored.getDate(SINCE).toInstant());
    }
  }

  private record State(long revision, Map<OccurrenceKey, Mark> marks) {}

  /** Returns how many records changed nothing. */
  public int apply(List<Received<F>> batch) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Set<String> ids = batch.stream().map(Received::key).collect(Collectors.toSet());
    Map<String, State> states = new HashMap<>();
    documents(ids).forEach((id, stored) -> states.put(id, state(id, stored)));
    Map<String, List<Document>> byRevision = new HashMap<>();
    for (Received<F> received : batch) {
      F fact = received.value();
      State before = states.get(received.key());
      if (fact == null) {
        states.remove(received.key());
      } else if (before == null || fact.revision() > before.revision()) {
        Map<OccurrenceKey, Mark> known = before == null ? Map.of() : before.marks();
        Map<OccurrenceKey, Mark> marks = new HashMap<>();
        for (Occurrence one :
            occurrences(
                fact, key -> known.containsKey(key) ? known.get(key).at() : received.time())) {
          Mark mark = known.get(one.key());
          marks.put(one.key(), new Mark(one.at(), mark == null ? now : mark.since()));
        }
        states.put(received.key(), new State(fact.revision(), marks));
        byRevision.put(fact.id() + " " + fact.revision(), stored(marks));
      }
    }
    return NewestRevisionRepository.<F>ofFacts(
            mongo,
            collection,
            fact -> {
              Document document = new Document(content, written(kept(fact)));
              List<Document> marks = byRevision.get(fact.id() + " " + fact.revision());
              document.append(OCCURRENCES, marks == null ? List.of() : marks);
              index(fact, document);
              return Optional.of(document);
            })
        .apply(batch);
  }

  private static List<Document> stored(Map<OccurrenceKey, Mark> marks) {
    List<Document> all = new ArrayList<>();
    marks.forEach(
        (key, mark) ->
            all.add(
                new Document(ON, key.on())
                    .append(GENERATION, key.generation())
                    .append(AT, Date.from(mark.at()))
                    .append(SINCE, Date.from(mark.since()))));
    return all;
  }

  /** What was stored before it was noted since when is known from ever. */
  private State state(String id, Document stored) {
    Map<OccurrenceKey, Mark> marks = new HashMap<>();
    List<Document> noted = stored.getList(OCCURRENCES, Document.class);
    if (noted == null) {
      occurrences(read(stored), key -> Instant.EPOCH)
          .forEach(one -> marks.put(one.key(), new Mark(one.at(), Instant.EPOCH)));
    } else {
      noted.forEach(
          one ->
              marks.put(
                  new OccurrenceKey(one.getString(ON), id, one.getString(GENERATION)),
                  Mark.of(one)));
    }
    return new State(stored.get(REVISION, Number.class).longValue(), marks);
  }

  private Map<String, Document> documents(Collection<String> ids) {
    Map<String, Document> found = new HashMap<>();
    if (!ids.isEmpty()) {
      mongo
          .find(new Query(where(ID).in(new ArrayList<>(ids))), Document.class, collection)
          .forEach(one -> found.put(one.getString(ID), one));
    }
    return found;
  }

  public Map<String, F> find(Collection<String> ids) {
    Map<String, F> found = new HashMap<>();
    documents(ids).forEach((id, stored) -> found.put(id, read(stored)));
    return found;
  }

  /** All that can be asked about these, as they are known now. */
  public List<Occurrence> occurrences(Collection<String> ids) {
    List<Occurrence> all = new ArrayList<>();
    documents(ids).forEach((id, stored) -> all.addAll(known(id, stored)));
    return all;
  }

  private List<Occurrence> known(String id, Document stored) {
    Map<OccurrenceKey, Mark> marks = state(id, stored).marks();
    return occurrences(read(stored), key -> marks.containsKey(key) ? marks.get(key).at() : null)
        .stream()
        .map(
            one ->
                one.knownSince(
                    marks.containsKey(one.key()) ? marks.get(one.key()).since() : Instant.EPOCH))
        .toList();
  }

  /** Those that happened in a time, its end not included. */
  public void forEach(String on, Instant from, Instant to, Consumer<Occurrence> reader) {
    Query query = new Query(happened(on, from, to));
    try (Stream<Document> found = mongo.stream(query, Document.class, collection)) {
      found
          .flatMap(stored -> known(stored.getString(ID), stored).stream())
          .filter(one -> one.on().equals(on) && !one.at().isBefore(from) && one.at().isBefore(to))
          .forEach(reader);
    }
  }

  /** All that are known, a part at a time, by id. */
  public List<String> idsAfter(String last, int most) {
    Query query = new Query(where(ID).gt(last)).with(Sort.by(ID)).limit(most);
    query.fields().include(ID);
    return mongo.find(query, Document.class, collection).stream()
        .map(one -> one.getString(ID))
        .toList();
  }

  private Document written(F fact) {
    Document document = new Document();
    mongo.getConverter().write(fact, document);
    return document;
  }

  final F read(Document stored) {
    return mongo
        .getConverter()
        .read(type, Objects.requireNonNull(stored.get(content, Document.class)));
  }
}
