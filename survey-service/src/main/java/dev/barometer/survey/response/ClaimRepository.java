package dev.barometer.survey.response;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Repository;

/** Keeps claims; the first one under an id stands, until it is so old that nobody repeats it. */
@Repository
class ClaimRepository {
  private static final Duration KEPT = Duration.ofDays(30);

  private final MongoOperations mongo;

  ClaimRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @EventListener(ApplicationReadyEvent.class)
  void forgetOldClaims() {
    mongo
        .indexOps(Claim.class)
        .createIndex(new Index().on("claimedAt", Sort.Direction.ASC).expire(KEPT));
  }

  /**
   * @param first whether it is the one just made
   */
  record Standing(Claim claim, boolean first) {}

  /** The claim that stands under this id: this one, where there was none before. */
  Standing claim(Claim claim) {
    try {
      return new Standing(mongo.insert(claim), true);
    } catch (DuplicateKeyException e) {
      Claim earlier = mongo.findById(claim.id(), Claim.class);
      // It may have expired in between.
      return earlier == null ? claim(claim) : new Standing(earlier, false);
    }
  }
}
