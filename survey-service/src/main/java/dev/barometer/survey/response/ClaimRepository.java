package dev.barometer.survey.response;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** Keeps claims; the first one under an id stands. */
@Repository
class ClaimRepository {
  private final MongoOperations mongo;

  ClaimRepository(MongoOperations mongo) {
    this.mongo = mongo;
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
