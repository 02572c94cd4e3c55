package dev.barometer.reporting.comment;

import dev.barometer.contract.fact.Response;
import dev.barometer.starter.fact.Received;
import java.util.List;
import java.util.Map;
import org.springframework.data.mongodb.core.MongoOperations;

/** Comments for tests of who quotes them. */
public final class GivenComments {
  private final CommentRepository store;

  public GivenComments(MongoOperations mongo) {
    store = new CommentRepository(mongo);
  }

  /** As the consumer of the topic does. */
  public void told(List<Received<Response>> batch, CommentFollower follower) {
    store.apply(batch);
    Map<String, Long> gone = CommentFunctions.gone(batch);
    if (!gone.isEmpty()) {
      follower.gone(gone);
    }
  }

  /** Those that may be shown where so many wrote. */
  public Comments shown(int minimum) {
    return new Comments(store, minimum);
  }

  public Comments hidden() {
    return new Comments(store, Comments.NEVER);
  }
}
