package dev.barometer.survey.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.survey.Database;
import dev.barometer.survey.response.ClaimRepository.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimRepositoryTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int CALLERS = 16;
  private static final int IDS = 200;

  private final Database database = new Database();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ClaimRepository claims = new ClaimRepository(database.mongo(), threads);

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  private static Claim claim(int id, String digest) {
    return new Claim("revision/r" + id + "/1", digest, NOON, NOON, "desk");
  }

  @Test
  void tellsWhatStands_whenAnIdIsClaimedAgain() {
    Standing first = claims.claim(claim(1, "a"));
    Standing second = claims.claim(claim(1, "b"));

    assertThat(first).isEqualTo(new Standing(claim(1, "a"), true));
    assertThat(second).isEqualTo(new Standing(claim(1, "a"), false));
  }

  @Test
  void tellsWhatStandsOfMany_inTheirOrder() {
    claims.claim(claim(1, "a"));

    List<Standing> told =
        claims.claimAll(List.of(claim(2, "a"), claim(1, "b"), claim(2, "b"), claim(3, "c")));

    assertThat(told)
        .containsExactly(
            new Standing(claim(2, "a"), true),
            new Standing(claim(1, "a"), false),
            new Standing(claim(2, "a"), false),
            new Standing(claim(3, "c"), true));
    assertThat(claims.claimAll(List.of(claim(3, "d"), claim(2, "a"))))
        .extracting(standing -> standing.claim().digest(), Standing::first)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("c", false),
            org.assertj.core.groups.Tuple.tuple("a", false));
    assertThat(claims.claimAll(List.of())).isEmpty();
  }

  @Test
  void letsOneOfManyStand_whenAllClaimTheSameIdsAtOnce() throws Exception {
    Map<String, List<Standing>> told = new ConcurrentHashMap<>();
    List<Future<?>> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String digest = "digest" + caller;
      callers.add(
          threads.submit(
              () -> {
                for (int id = 0; id < IDS; id++) {
                  Standing standing = claims.claim(claim(id, digest));
                  told.computeIfAbsent(standing.claim().id(), key -> new CopyOnWriteArrayList<>())
                      .add(standing);
                }
              }));
    }
    for (Future<?> caller : callers) {
      caller.get();
    }

    assertThat(told).hasSize(IDS);
    assertThat(told.values())
        .allSatisfy(
            standings -> {
              assertThat(standings).hasSize(CALLERS);
              assertThat(standings.stream().filter(Standing::first)).hasSize(1);
              assertThat(standings.stream().map(Standing::claim).distinct()).hasSize(1);
            });
  }
}
