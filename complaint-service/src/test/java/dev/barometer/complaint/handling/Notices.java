package dev.barometer.complaint.handling;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.complaint.publishing.CaseFollower;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Kept as mails are: under ids that are derived, so that what is tried again is there once. */
record Notices(MongoOperations mongo, Clock clock) implements CaseFollower {
  static final String COLLECTION = "fortnight_notices";
  static final String FIRST = "first";
  static final String ATTEMPTS = "attempts";

  /** What clocks do by themselves, as histories tell of it. */
  static final Set<String> TOLD = Set.of("warned", "breached", "escalated");

  @Override
  public void follow(List<Followed> changes) {
    Date now = Date.from(clock.instant());
    List<WriteModel<Document>> kept = new ArrayList<>();
    for (Followed change : changes) {
      change.entries().stream()
          .filter(entry -> TOLD.contains(entry.what()))
          .map(entry -> id(change.current().caseId(), entry.number()))
          .forEach(
              id ->
                  kept.add(
                      new UpdateOneModel<>(
                          Filters.eq("_id", id),
                          Updates.combine(
                              Updates.setOnInsert(FIRST, now), Updates.inc(ATTEMPTS, 1)),
                          new UpdateOptions().upsert(true))));
    }
    if (!kept.isEmpty()) {
      mongo.getCollection(COLLECTION).bulkWrite(kept);
    }
  }

  static String id(String caseId, int entry) {
    return caseId + "#" + entry;
  }
}
