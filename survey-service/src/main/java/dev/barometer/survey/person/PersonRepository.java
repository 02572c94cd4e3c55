package dev.barometer.survey.person;

import static java.util.Objects.requireNonNull;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.projection.GuardedWritesRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** People in MongoDB. Each write holds only while nobody else changed the person meanwhile. */
@Repository
public class PersonRepository {
  private static final int MOST_AT_ONCE = 1_000;
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoOperations mongo;
  private final GuardedWritesRepository writes;

  public PersonRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.writes = new GuardedWritesRepository(mongo, Person.COLLECTION);
  }

  public Optional<Person> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Person.class));
  }

  /** All of them; those of whom nothing is known are empty. */
  public Map<String, Person> find(Collection<String> ids) {
    Map<String, Person> people = new LinkedHashMap<>();
    ids.forEach(id -> people.put(id, Person.unknown(id)));
    List<String> all = List.copyOf(people.keySet());
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
      mongo
          .find(new Query(where("_id").in(some)), Person.class)
          .forEach(person -> people.put(person.id(), person));
    }
    return people;
  }

  /**
   * Changes people, each as it is at that moment; the change may be asked for again where somebody
   * else was faster.
   *
   * @return as they are now
   */
  public Map<String, Person> change(Map<String, UnaryOperator<Person>> changes) {
    Map<String, Person> done = new LinkedHashMap<>();
    Map<String, UnaryOperator<Person>> open = new LinkedHashMap<>(changes);
    while (!open.isEmpty()) {
      List<Person> changed = new ArrayList<>();
      for (Person before : find(open.keySet()).values()) {
        Person after = requireNonNull(open.get(before.id())).apply(before);
        done.put(after.id(), after);
        if (after != before) {
          changed.add(after);
        }
      }
      List<WriteModel<Document>> models = changed.stream().map(this::replacement).toList();
      Map<String, UnaryOperator<Person>> again = new LinkedHashMap<>();
      for (int refused : writes.write(models)) {
        String id = changed.get(refused).id();
        again.put(id, requireNonNull(open.get(id)));
      }
      open = again;
    }
    return done;
  }

  public Person change(String id, UnaryOperator<Person> change) {
    return requireNonNull(change(Map.of(id, change)).get(id));
  }

  /** Whether there was one. */
  public boolean delete(String id) {
    return mongo.remove(new Query(where("_id").is(id)), Person.class).getDeletedCount() == 1;
  }

  /** Unless somebody changed him meanwhile. */
  public void deleteUnchanged(Person person) {
    Query unchanged = new Query(where("_id").is(person.id()).and("version").is(person.version()));
    mongo.remove(unchanged, Person.class);
  }

  /** The ids of all, a part at a time. */
  public List<String> idsAfter(String last, int most) {
    Query query = new Query(where("_id").gt(last)).with(Sort.by("_id")).limit(most);
    query.fields().include("_id");
    return mongo.find(query, Document.class, Person.COLLECTION).stream()
        .map(one -> one.getString("_id"))
        .toList();
  }

  private WriteModel<Document> replacement(Person person) {
    Document document = new Document();
    mongo.getConverter().write(person, document);
    document.put("_id", person.id());
    return new ReplaceOneModel<>(
        new Document("_id", person.id()).append("version", person.version() - 1), document, UPSERT);
  }
}
