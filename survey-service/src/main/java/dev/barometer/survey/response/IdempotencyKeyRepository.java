package dev.barometer.survey.response;

import dev.barometer.starter.waiting.Acknowledgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * Keeps idempotency keys; the first under an id stays, until it is so old that nobody repeats it.
 * Keys that come while others are being written wait and are written together: under load one trip
 * to the database serves many calls.
 */
@Repository
public class IdempotencyKeyRepository {
  private static final int MOST_TOGETHER = 500;
  private static final int DUPLICATE_KEY = 11_000;

  private final MongoOperations mongo;
  private final Executor executor;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  /**
   * @param executor writes what waits, one task at a time
   */
  public IdempotencyKeyRepository(
      MongoOperations mongo, @Qualifier("applicationTaskExecutor") Executor executor) {
    this.mongo = mongo;
    this.executor = executor;
  }

  private record Waiting(IdempotencyKey key, CompletableFuture<Stored> answer) {}

  /** The key that is kept under this id, if there is one. */
  private Optional<IdempotencyKey> find(String id) {
    return Optional.ofNullable(mongo.findById(id, IdempotencyKey.class));
  }

  /** Whether the first revision of a response is known to be another sender's. */
  boolean isAnothers(String responseId, String sender) {
    return find(IdempotencyKey.idOfRevision(responseId, 1))
        .filter(first -> first.sender() != null && !first.sender().equals(sender))
        .isPresent();
  }

  /**
   * @param first whether it is the one just made
   */
  public record Stored(IdempotencyKey key, boolean first) {}

  /**
   * The key that is kept under this id: this one, where there was none before.
   *
   * @throws DataAccessException where the database did not say; then it may be kept or not
   */
  Stored register(IdempotencyKey key) {
    CompletableFuture<Stored> answer = new CompletableFuture<>();
    queue.add(new Waiting(key, answer));
    writeWhatWaits();
    return Acknowledgement.await(answer);
  }

  /**
   * The keys that are kept under the ids of these, in their order: of several under one id the
   * first of them, where there was none before. For many at once, in a few trips to the database.
   *
   * @throws DataAccessException where the database did not say; then they may be kept or not
   */
  public List<Stored> registerAll(List<IdempotencyKey> keys) {
    Map<String, IdempotencyKey> firsts = new LinkedHashMap<>();
    keys.forEach(key -> firsts.putIfAbsent(key.id(), key));
    List<IdempotencyKey> written = List.copyOf(firsts.values());
    Set<Integer> before = registeredBefore(written);
    Map<String, IdempotencyKey> earlier = earlier(written, before);
    return keys.stream()
        .map(
            key -> {
              // One that expired in between is not repeated by anybody any more.
              IdempotencyKey first = Objects.requireNonNull(firsts.get(key.id()));
              IdempotencyKey stored = earlier.getOrDefault(key.id(), first);
              return new Stored(stored, stored == key);
            })
        .toList();
  }

  private void writeWhatWaits() {
    if (writing.compareAndSet(false, true)) {
      try {
        executor.execute(this::writeUntilNoneWaits);
      } catch (RuntimeException e) {
        writing.set(false);
        throw e;
      }
    }
  }

  private void writeUntilNoneWaits() {
    try {
      List<Waiting> together = new ArrayList<>();
      for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
        together.add(next);
        if (together.size() == MOST_TOGETHER || queue.isEmpty()) {
          write(together);
          together.clear();
        }
      }
    } finally {
      writing.set(false);
    }
    // One may have come between the last look and the line above.
    if (!queue.isEmpty()) {
      writeWhatWaits();
    }
  }

  private void write(List<Waiting> together) {
    try {
      answer(together, registeredBefore(together.stream().map(Waiting::key).toList()));
    } catch (RuntimeException | Error e) {
      together.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  /** Which of them, by their index, are not the first under their id. */
  private Set<Integer> registeredBefore(List<IdempotencyKey> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    try {
      mongo.bulkOps(BulkMode.UNORDERED, IdempotencyKey.class).insert(keys).execute();
      return Set.of();
    } catch (BulkOperationException e) {
      if (e.getErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
        throw e;
      }
      return e.getErrors().stream().map(error -> error.getIndex()).collect(Collectors.toSet());
    }
  }

  /** What is kept under the ids of those that are not the first. */
  private Map<String, IdempotencyKey> earlier(List<IdempotencyKey> keys, Set<Integer> before) {
    Map<String, IdempotencyKey> earlier = new HashMap<>();
    if (!before.isEmpty()) {
      List<String> ids = before.stream().map(index -> keys.get(index).id()).toList();
      mongo
          .find(Query.query(Criteria.where("_id").in(ids)), IdempotencyKey.class)
          .forEach(key -> earlier.put(key.id(), key));
    }
    return earlier;
  }

  private void answer(List<Waiting> together, Set<Integer> before) {
    Map<String, IdempotencyKey> earlier =
        earlier(together.stream().map(Waiting::key).toList(), before);
    for (int index = 0; index < together.size(); index++) {
      Waiting waiting = together.get(index);
      IdempotencyKey stored = earlier.get(waiting.key().id());
      if (!before.contains(index)) {
        waiting.answer().complete(new Stored(waiting.key(), true));
      } else if (stored != null) {
        waiting.answer().complete(new Stored(stored, false));
      } else {
        // It expired in between.
        queue.add(waiting);
      }
    }
  }
}
