package dev.barometer.survey.response;

import dev.barometer.starter.fact.Acknowledgement;
import java.time.Duration;
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
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * Keeps claims; the first one under an id stands, until it is so old that nobody repeats it. Claims
 * that are made while others are being written wait and are written together: under load one trip
 * to the database serves many calls.
 */
@Repository
public class ClaimRepository {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_TOGETHER = 500;
  private static final int DUPLICATE_KEY = 11_000;

  private final MongoOperations mongo;
  private final Executor executor;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  /**
   * @param executor writes what waits, one task at a time
   */
  public ClaimRepository(
      MongoOperations mongo, @Qualifier("applicationTaskExecutor") Executor executor) {
    this.mongo = mongo;
    this.executor = executor;
  }

  private record Waiting(Claim claim, CompletableFuture<Standing> answer) {}

  @EventListener(ApplicationReadyEvent.class)
  void forgetOldClaims() {
    mongo
        .indexOps(Claim.class)
        .createIndex(new Index().on("claimedAt", Sort.Direction.ASC).expire(KEPT));
  }

  /** The claim that stands under this id, if there is one. */
  Optional<Claim> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Claim.class));
  }

  /**
   * @param first whether it is the one just made
   */
  public record Standing(Claim claim, boolean first) {}

  /**
   * The claim that stands under this id: this one, where there was none before.
   *
   * @throws DataAccessException where the database did not say; then it may stand or not
   */
  Standing claim(Claim claim) {
    CompletableFuture<Standing> answer = new CompletableFuture<>();
    queue.add(new Waiting(claim, answer));
    writeWhatWaits();
    return Acknowledgement.await(answer);
  }

  /**
   * The claims that stand under the ids of these, in their order: of several under one id the first
   * of them, where there was none before. For many at once, in a few trips to the database.
   *
   * @throws DataAccessException where the database did not say; then they may stand or not
   */
  public List<Standing> claimAll(List<Claim> claims) {
    Map<String, Claim> firsts = new LinkedHashMap<>();
    claims.forEach(claim -> firsts.putIfAbsent(claim.id(), claim));
    List<Claim> written = List.copyOf(firsts.values());
    Set<Integer> before = claimedBefore(written);
    Map<String, Claim> earlier = earlier(written, before);
    return claims.stream()
        .map(
            claim -> {
              // One that expired in between is not repeated by anybody any more.
              Claim first = Objects.requireNonNull(firsts.get(claim.id()));
              Claim standing = earlier.getOrDefault(claim.id(), first);
              return new Standing(standing, standing == claim);
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
      answer(together, claimedBefore(together.stream().map(Waiting::claim).toList()));
    } catch (RuntimeException | Error e) {
      together.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  /** Which of them, by their place, are not the first under their id. */
  private Set<Integer> claimedBefore(List<Claim> claims) {
    if (claims.isEmpty()) {
      return Set.of();
    }
    try {
      mongo.bulkOps(BulkMode.UNORDERED, Claim.class).insert(claims).execute();
      return Set.of();
    } catch (BulkOperationException e) {
      if (e.getErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
        throw e;
      }
      return e.getErrors().stream().map(error -> error.getIndex()).collect(Collectors.toSet());
    }
  }

  /** What stands under the ids of those that are not the first. */
  private Map<String, Claim> earlier(List<Claim> claims, Set<Integer> before) {
    Map<String, Claim> earlier = new HashMap<>();
    if (!before.isEmpty()) {
      List<String> ids = before.stream().map(place -> claims.get(place).id()).toList();
      mongo
          .find(Query.query(Criteria.where("_id").in(ids)), Claim.class)
          .forEach(claim -> earlier.put(claim.id(), claim));
    }
    return earlier;
  }

  private void answer(List<Waiting> together, Set<Integer> before) {
    Map<String, Claim> earlier = earlier(together.stream().map(Waiting::claim).toList(), before);
    for (int place = 0; place < together.size(); place++) {
      Waiting waiting = together.get(place);
      Claim standing = earlier.get(waiting.claim().id());
      if (!before.contains(place)) {
        waiting.answer().complete(new Standing(waiting.claim(), true));
      } else if (standing != null) {
        waiting.answer().complete(new Standing(standing, false));
      } else {
        // It expired in between.
        queue.add(waiting);
      }
    }
  }
}
