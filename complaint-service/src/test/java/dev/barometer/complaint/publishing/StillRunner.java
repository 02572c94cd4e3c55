package dev.barometer.complaint.publishing;

import dev.barometer.starter.fact.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.data.mongodb.core.MongoOperations;

/** Sends nothing by itself: what is unsent stays to be looked at, until somebody says so. */
public final class StillRunner {
  private StillRunner() {}

  public static PublishingRunner runner(MongoOperations mongo, Clock clock) {
    return new PublishingRunner(
        publisher(mongo, List.of(), clock, record -> {}), Duration.ofDays(1), Duration.ofDays(1));
  }

  /** Sends all that is unsent nowhere, but has its followers follow. */
  public static void tell(MongoOperations mongo, List<CaseFollower> followers, Clock clock)
      throws InterruptedException {
    tell(mongo, followers, clock, record -> {});
  }

  /** Sends all that is unsent there. */
  public static void tell(
      MongoOperations mongo, List<CaseFollower> followers, Clock clock, Consumer<Outgoing> topic)
      throws InterruptedException {
    ComplaintPublisher publisher = publisher(mongo, followers, clock, topic);
    for (List<String> some = publisher.waiting(100);
        !some.isEmpty();
        some = publisher.waiting(100)) {
      send(publisher, some);
    }
  }

  private static List<String> send(ComplaintPublisher publisher, Collection<String> caseIds)
      throws InterruptedException {
    ComplaintPublisher.Round done = publisher.send(caseIds);
    for (RuntimeException held : done.held().values()) {
      throw held;
    }
    return done.unfinished();
  }

  private static ComplaintPublisher publisher(
      MongoOperations mongo, List<CaseFollower> followers, Clock clock, Consumer<Outgoing> topic) {
    return new ComplaintPublisher(
        new PublishingRepository(mongo),
        record -> {
          topic.accept(record);
          return CompletableFuture.completedFuture(null);
        },
        followers,
        Duration.ofSeconds(30),
        clock);
  }

  /** What tells of cases in one process, without a thread: it sends when it is told to. */
  public static final class Teller {
    private final ComplaintPublisher publisher;

    public Teller(
        MongoOperations mongo,
        List<CaseFollower> followers,
        Clock clock,
        Consumer<Outgoing> topic) {
      publisher = publisher(mongo, followers, clock, topic);
    }

    public List<String> waiting() {
      return publisher.waiting(10_000);
    }

    /** Those that have more to tell. */
    public List<String> send(Collection<String> caseIds) {
      try {
        return StillRunner.send(publisher, caseIds);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
