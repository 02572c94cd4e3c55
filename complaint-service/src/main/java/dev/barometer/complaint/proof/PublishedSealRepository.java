package dev.barometer.complaint.proof;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The last seal of each case that others were told of; it never goes back to a shorter history. */
@Repository
class PublishedSealRepository {
  private final MongoOperations mongo;

  PublishedSealRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** What was told of a case. */
  @Document("told_seals")
  record PublishedSeal(@Id String caseId, int length, String seal) {}

  void keep(PublishedSeal told) {
    var shorter = new Query(where("_id").is(told.caseId()).and("length").lt(told.length()));
    var update = new Update().set("length", told.length()).set("seal", told.seal());
    if (mongo.updateFirst(shorter, update, PublishedSeal.class).getMatchedCount() == 0) {
      insert(told);
    }
  }

  private void insert(PublishedSeal told) {
    if (find(told.caseId()).isEmpty()) {
      try {
        mongo.insert(told);
      } catch (DuplicateKeyException another) {
        keep(told); // somebody else told of it first, perhaps of a shorter one
      }
    }
  }

  Optional<PublishedSeal> find(String caseId) {
    return Optional.ofNullable(mongo.findById(caseId, PublishedSeal.class));
  }

  List<PublishedSeal> find(Collection<String> caseIds) {
    return caseIds.isEmpty()
        ? List.of()
        : mongo.find(new Query(where("_id").in(caseIds)), PublishedSeal.class);
  }

  /** Those of a part of all ids, in their order. */
  List<PublishedSeal> after(@Nullable String last, int limit) {
    Query query = last == null ? new Query() : new Query(new Criteria("_id").gt(last));
    return mongo.find(query.with(Sort.by("_id")).limit(limit), PublishedSeal.class);
  }
}
