package dev.barometer.survey.campaign;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The campaigns in MongoDB; there are few. */
@Repository
public class CampaignRepository {
  private final MongoOperations mongo;

  public CampaignRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  public Optional<Campaign> find(String campaignId) {
    return Optional.ofNullable(mongo.findById(campaignId, Campaign.class));
  }

  /** All of them, by id. */
  public List<Campaign> all() {
    return mongo.find(new Query().with(Sort.by("_id")), Campaign.class);
  }

  /** False where its id is taken. */
  boolean insert(Campaign campaign) {
    try {
      mongo.insert(campaign);
      return true;
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  /** False where somebody else changed it meanwhile. */
  boolean replace(Campaign before, Campaign after) {
    Query unchanged =
        new Query(where("_id").is(before.campaignId()).and("revision").is(before.revision()));
    return mongo.findAndReplace(unchanged, after) != null;
  }
}
