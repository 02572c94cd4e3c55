package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The tickets that reports tell one by one. */
@Repository
public class ReportedTicketRepository {
  private static final String STATUS = "status";
  private static final String PRIORITY = "priority";
  private static final String SLA_MET = "slaMet";
  private static final List<String> DONE = List.of(Ticket.RESOLVED, Ticket.CLOSED);

  private final MongoOperations mongo;

  ReportedTicketRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Those of a scope and period. */
  public ReportedTickets list(TicketList which, Scope scope, Period period) {
    Criteria wanted =
        which == TicketList.MISSED
            ? missed(scope, period)
            : all(
                ofPeriod(scope, period),
                Criteria.where(PRIORITY).in(highestPriorities(scope, period)));
    try (Stream<TicketRow> rows =
        mongo.stream(new Query(wanted), TicketRow.class, TicketRepository.COLLECTION)) {
      return ReportedTickets.of(rows.map(ReportedTicket::of));
    }
  }

  /**
   * One that a section may speak of: one whose SLA was missed, or any of the period.
   *
   * @param which of the lists it may stand in; what is no list of its own is picked by somebody
   */
  public Optional<ReportedTicket> find(
      TicketList which, Scope scope, Period period, String ticketId) {
    Query query = new Query(Criteria.where("_id").is(ticketId));
    query.addCriteria(which == TicketList.MISSED ? missed(scope, period) : ofPeriod(scope, period));
    return Optional.ofNullable(mongo.findOne(query, TicketRow.class, TicketRepository.COLLECTION))
        .map(ReportedTicket::of);
  }

  /** As the SLA is scored: of what is done, at the time at which it was. */
  private static Criteria missed(Scope scope, Period period) {
    return all(of(scope), Criteria.where(SLA_MET).is(false).and(STATUS).in(DONE), doneIn(period));
  }

  private static Criteria ofPeriod(Scope scope, Period period) {
    return all(
        of(scope),
        new Criteria()
            .orOperator(
                within(TicketDate.OPENED, period),
                new Criteria().andOperator(Criteria.where(STATUS).in(DONE), doneIn(period))));
  }

  private static Criteria doneIn(Period period) {
    return new Criteria()
        .orOperator(
            within(TicketDate.RESOLVED, period),
            new Criteria()
                .andOperator(
                    Criteria.where(TicketDate.RESOLVED.field()).exists(false),
                    within(TicketDate.CLOSED, period)));
  }

  private static Criteria within(TicketDate date, Period period) {
    return Criteria.where(date.field()).gte(period.from()).lt(period.to());
  }

  /** What is left of a ticket that is gone has no date. */
  private static Criteria of(Scope scope) {
    List<Criteria> all = new ArrayList<>();
    all.add(Criteria.where(TicketDate.OPENED.field()).exists(true));
    scope
        .values()
        .forEach((dimension, value) -> all.add(Criteria.where(dimension.label()).is(value)));
    return new Criteria().andOperator(all);
  }

  private static Criteria all(Criteria... wanted) {
    return new Criteria().andOperator(wanted);
  }

  private List<String> highestPriorities(Scope scope, Period period) {
    List<String> found = new ArrayList<>();
    mongo
        .aggregate(
            Aggregation.newAggregation(
                Aggregation.match(ofPeriod(scope, period)), Aggregation.group(PRIORITY)),
            TicketRepository.COLLECTION,
            Document.class)
        .forEach(
            group -> {
              if (group.get("_id") instanceof String priority && HighestPriority.is(priority)) {
                found.add(priority);
              }
            });
    return found;
  }
}
