package dev.barometer.reporting.ticket;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;

/** Counts tickets by what scoring does not keep together. */
@Repository
public class TicketCountRepository {
  private final MongoOperations mongo;

  TicketCountRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * Those of a scope that were closed in a period.
   *
   * @param field of a row; what says nothing there is under the empty text
   */
  public Map<String, Long> closed(Scope scope, Period period, String field) {
    List<Criteria> wanted = new ArrayList<>();
    wanted.add(Criteria.where(TicketDate.CLOSED.field()).gte(period.from()).lt(period.to()));
    scope
        .values()
        .forEach((dimension, value) -> wanted.add(Criteria.where(dimension.label()).is(value)));
    Map<String, Long> counts = new TreeMap<>();
    mongo
        .aggregate(
            Aggregation.newAggregation(
                Aggregation.match(new Criteria().andOperator(wanted)),
                Aggregation.group(field).count().as("tickets")),
            TicketRepository.COLLECTION,
            Document.class)
        .forEach(
            group -> {
              String value = group.get("_id") instanceof String text ? text : "";
              if (group.get("tickets") instanceof Number tickets) {
                counts.merge(value, tickets.longValue(), Long::sum);
              }
            });
    return counts;
  }
}
