package dev.barometer.complaint.publishing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.data.mongodb.core.MongoOperations;

/** Sends nothing by itself: what is unsent stays to be looked at, until somebody says so. */
public final class StillRunner {
  private StillRunner() {}

  public static PublishingRunner runner(MongoOperations mongo, Clock clock) {
    return new PublishingRunner(
        publisher(mongo, List.of(), clock), Duration.ofDays(1), Duration.ofDays(1));
  }

  /** Sends all that is unsent nowhere, but has its followers follow. */
  public static void tell(MongoOperations mongo, List<CaseFollower> followers, Clock clock)
      throws InterruptedException {
    ComplaintPublisher publisher = publisher(mongo, followers, clock);
    for (List<String> some = publisher.waiting(100);
        !some.isEmpty();
        some = publisher.waiting(100)) {
      publisher.sendFirst(some);
    }
  }

  private static ComplaintPublisher publisher(
      MongoOperations mongo, List<CaseFollower> followers, Clock clock) {
    return new ComplaintPublisher(
        new PublishingRepository(mongo),
        record -> CompletableFuture.completedFuture(null),
        followers,
        Duration.ofSeconds(30),
        clock);
  }
}
