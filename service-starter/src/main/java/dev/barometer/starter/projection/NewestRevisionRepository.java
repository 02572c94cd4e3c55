package dev.barometer.starter.projection;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.fact.Received;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Keeps one document per key of a topic, replaced whole by each newer revision and removed by a
 * tombstone.
 *
 * @param <T> the record on the topic
 */
public final class NewestRevisionRepository<T> {
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final GuardedWritesRepository writes;
  private final Revision<T> revision;
  private final Function<T, Optional<Document>> content;

  /** What grows with each newer state of a key. */
  @FunctionalInterface
  private interface Revision<T> {
    long of(Received<T> received, T value);
  }

  /**
   * For facts, which carry their revision.
   *
   * @param content what is kept of a state; empty where nothing is, so that what was kept of an
   *     earlier one goes
   */
  public static <T extends Fact> NewestRevisionRepository<T> ofFacts(
      MongoOperations mongo, String collection, Function<T, Optional<Document>> content) {
    return new NewestRevisionRepository<>(
        mongo, collection, (received, fact) -> fact.revision(), content);
  }

  /** For records that go by the sequence in their header. */
  public static <T> NewestRevisionRepository<T> bySequence(
      MongoOperations mongo, String collection, Function<T, Optional<Document>> content) {
    return new NewestRevisionRepository<>(
        mongo, collection, (received, value) -> received.sequence(), content);
  }

  private NewestRevisionRepository(
      MongoOperations mongo,
      String collection,
      Revision<T> revision,
      Function<T, Optional<Document>> content) {
    this.writes = new GuardedWritesRepository(mongo, collection);
    this.revision = revision;
    this.content = content;
  }

  /** Writes what is newer; returns how many records were not. */
  public int apply(List<Received<T>> batch) {
    NewestPerKey<WriteModel<Document>> newest = new NewestPerKey<>();
    for (Received<T> received : batch) {
      T value = received.value();
      if (value == null) {
        newest.addTombstone(received.key(), new DeleteOneModel<>(Filters.eq(ID, received.key())));
      } else {
        long number = revision.of(received, value);
        newest.add(received.key(), replacement(received.key(), number, value), number);
      }
    }
    return newest.unchanged(Set.copyOf(refused(refused(newest.writes()))));
  }

  /** Writes, and returns what was refused; the second time round that is final. */
  private List<WriteModel<Document>> refused(List<WriteModel<Document>> models) {
    return writes.write(models).stream().map(models::get).toList();
  }

  /**
   * A state of which nothing is kept leaves no document behind where none was: revisions of a key
   * only grow on a fact topic, so an older state cannot come after it.
   */
  private WriteModel<Document> replacement(String id, long number, T value) {
    Document olderOnly = new Document(ID, id).append(REVISION, new Document("$lt", number));
    Document identity = new Document(ID, id).append(REVISION, number);
    return content
        .apply(value)
        .<WriteModel<Document>>map(
            kept -> {
              Document document = new Document(identity);
              document.putAll(kept);
              return new ReplaceOneModel<>(olderOnly, document, UPSERT);
            })
        .orElseGet(() -> new ReplaceOneModel<>(olderOnly, identity));
  }
}
