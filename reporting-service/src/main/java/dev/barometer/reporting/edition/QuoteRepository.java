package dev.barometer.reporting.edition;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.reporting.comment.CommentFollower;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * Which reports quote which comment, by response id. It is noted before it is looked whether the
 * comment is there, and what is gone is marked here after it went: so either the report that is
 * just being written is found here, or whoever writes it finds the mark, or no comment.
 */
@Repository
class QuoteRepository {
  private static final String COLLECTION = "report_quotes";
  private static final String ID = "_id";
  private static final String REPORTS = "reports";
  private static final String GONE = "gone";

  private final MongoOperations mongo;

  QuoteRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Before a report quotes them. */
  void note(String reportId, Collection<String> responseIds) {
    responseIds.forEach(
        id -> mongo.upsert(byId(id), new Update().addToSet(REPORTS, reportId), COLLECTION));
  }

  /**
   * Marks those that some report quotes, or is about to.
   *
   * @param revisions in which nothing is said any more, by response id
   * @return the reports by response id
   */
  Map<String, List<String>> markGone(Map<String, Long> revisions) {
    Map<String, List<String>> quoting = new HashMap<>();
    for (String id : gone(revisions.keySet()).keySet()) {
      mongo.updateFirst(
          byId(id),
          new Update().max(GONE, revisions.getOrDefault(id, CommentFollower.ERASED)),
          COLLECTION);
      Document marked = mongo.findById(id, Document.class, COLLECTION);
      if (marked != null) {
        quoting.put(id, new ArrayList<>(marked.getList(REPORTS, String.class, List.of())));
      }
    }
    return quoting;
  }

  /** The revision since which each that is noted says nothing any more; 0 of what stands. */
  Map<String, Long> gone(Collection<String> responseIds) {
    Map<String, Long> gone = new HashMap<>();
    if (!responseIds.isEmpty()) {
      mongo
          .find(new Query(where(ID).in(responseIds)), Document.class, COLLECTION)
          .forEach(
              found ->
                  gone.put(
                      found.getString(ID),
                      found.get(GONE) instanceof Number since ? since.longValue() : 0L));
    }
    return gone;
  }

  private static Query byId(String responseId) {
    return new Query(where(ID).is(responseId));
  }
}
