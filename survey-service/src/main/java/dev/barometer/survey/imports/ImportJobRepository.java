package dev.barometer.survey.imports;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.web.CursorPage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Keeps what is known of imports. Their ids are in the order of time. */
@Repository
class ImportJobRepository {
  private final MongoOperations mongo;

  ImportJobRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  void save(ImportJob job) {
    mongo.save(job);
  }

  Optional<ImportJob> find(String id) {
    return Optional.ofNullable(mongo.findById(id, ImportJob.class));
  }

  /** Those whose lines are accepted and were not yet seen to be counted. */
  List<ImportJob> counting() {
    return mongo.find(new Query(where("status").is(ImportJob.Status.COUNTING)), ImportJob.class);
  }

  long count() {
    return mongo.count(new Query(), ImportJob.class);
  }

  /** The newest first. */
  CursorPage<ImportJob> newest(int limit, @Nullable String before) {
    Query query = new Query().with(Sort.by(Sort.Direction.DESC, "_id")).limit(limit + 1);
    if (before != null) {
      query.addCriteria(where("_id").lt(before));
    }
    return CursorPage.of(mongo.find(query, ImportJob.class), limit, ImportJob::id);
  }
}
