package dev.barometer.complaint.proof;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
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

  /** Of different cases. */
  void keep(Collection<PublishedSeal> told) {
    if (told.isEmpty()) {
      return;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, PublishedSeal.class);
    told.forEach(one -> bulk.upsert(shorter(one), update(one)));
    try {
      bulk.execute();
    } catch (DuplicateKeyException | BulkOperationException someAreNotShorter) {
      told.forEach(this::keep);
    }
  }

  private void keep(PublishedSeal told) {
    try {
      mongo.upsert(shorter(told), update(told), PublishedSeal.class);
    } catch (DuplicateKeyException isThere) {
      // As long a one; or somebody made it at the same time, perhaps of a shorter one.
      mongo.updateFirst(shorter(told), update(told), PublishedSeal.class);
    }
  }

  private static Query shorter(PublishedSeal told) {
    return new Query(where("_id").is(told.caseId()).and("length").lt(told.length()));
  }

  private static Update update(PublishedSeal told) {
    return new Update().set("length", told.length()).set("seal", told.seal());
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
