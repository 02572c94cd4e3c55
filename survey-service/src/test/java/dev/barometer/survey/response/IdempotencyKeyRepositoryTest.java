package dev.barometer.survey.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.survey.Database;
import dev.barometer.survey.response.IdempotencyKeyRepository.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyKeyRepositoryTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int CALLERS = 16;
  private static final int IDS = 200;

  private final Database database = new Database();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final IdempotencyKeyRepository keys =
      new IdempotencyKeyRepository(database.mongo(), threads);

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  private static IdempotencyKey key(int id, String digest) {
    return new IdempotencyKey("revision/r" + id + "/1", digest, NOON, NOON, "desk");
  }

  @Test
  void tellsWhatIsKept_whenAnIdIsRegisteredAgain() {
    Stored first = keys.register(key(1, "a"));
    Stored second = keys.register(key(1, "b"));

    assertThat(first).isEqualTo(new Stored(key(1, "a"), true));
    assertThat(second).isEqualTo(new Stored(key(1, "a"), false));
  }

  /** As the version before wrote it, when the record was called otherwise. */
  @Test
  void knowsWhatWasKeptUnderItsFormerName() {
    database
        .mongo()
        .getCollection("responseClaims")
        .insertOne(
            new Document("_id", "revision/r1/1")
                .append("digest", "a")
                .append("submittedAt", NOON)
                .append("claimedAt", NOON)
                .append("sender", "desk")
                .append("_class", "dev.barometer.survey.response.Claim"));

    assertThat(keys.register(key(1, "b"))).isEqualTo(new Stored(key(1, "a"), false));
  }

  @Test
  void tellsWhatIsKeptOfMany_inTheirOrder() {
    keys.register(key(1, "a"));

    List<Stored> told =
        keys.registerAll(List.of(key(2, "a"), key(1, "b"), key(2, "b"), key(3, "c")));

    assertThat(told)
        .containsExactly(
            new Stored(key(2, "a"), true),
            new Stored(key(1, "a"), false),
            new Stored(key(2, "a"), false),
            new Stored(key(3, "c"), true));
    assertThat(keys.registerAll(List.of(key(3, "d"), key(2, "a"))))
        .extracting(stored -> stored.key().digest(), Stored::first)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("c", false),
            org.assertj.core.groups.Tuple.tuple("a", false));
    assertThat(keys.registerAll(List.of())).isEmpty();
  }

  @Test
  void keepsOneOfMany_whenAllRegisterTheSameIdsAtOnce() throws Exception {
    Map<String, List<Stored>> told = new ConcurrentHashMap<>();
    List<Future<?>> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String digest = "digest" + caller;
      callers.add(
          threads.submit(
              () -> {
                for (int id = 0; id < IDS; id++) {
                  Stored stored = keys.register(key(id, digest));
                  told.computeIfAbsent(stored.key().id(), key -> new CopyOnWriteArrayList<>())
                      .add(stored);
                }
              }));
    }
    for (Future<?> caller : callers) {
      caller.get();
    }

    assertThat(told).hasSize(IDS);
    assertThat(told.values())
        .allSatisfy(
            stored -> {
              assertThat(stored).hasSize(CALLERS);
              assertThat(stored.stream().filter(Stored::first)).hasSize(1);
              assertThat(stored.stream().map(Stored::key).distinct()).hasSize(1);
            });
  }
}
