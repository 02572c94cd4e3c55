package dev.barometer.complaint.cause;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;

/** Counts closed cases by what was found, in the database: no case is read. */
@Repository
class CauseCountRepository {
  private static final String CAUSE = "current.handling.closing.rootCause";

  private final MongoOperations mongo;

  CauseCountRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** By the texts that are kept at the cases. */
  Map<String, Long> closed(
      Instant from, Instant to, @Nullable String team, @Nullable Criteria seen) {
    List<Criteria> wanted = new ArrayList<>();
    wanted.add(where("current.status").is(Status.CLOSED.name()));
    wanted.add(where("current.closedAt").gte(from).lt(to));
    if (team != null) {
      wanted.add(where("current.context.team").is(team));
    }
    if (seen != null) {
      wanted.add(seen);
    }
    Map<String, Long> counts = new HashMap<>();
    mongo
        .aggregate(
            Aggregation.newAggregation(
                Aggregation.match(new Criteria().andOperator(wanted)),
                Aggregation.group(CAUSE).count().as("cases")),
            CaseDocument.COLLECTION,
            Document.class)
        .forEach(
            group -> {
              if (group.get("_id") instanceof String cause
                  && group.get("cases") instanceof Number cases) {
                counts.put(cause, cases.longValue());
              }
            });
    return counts;
  }
}
