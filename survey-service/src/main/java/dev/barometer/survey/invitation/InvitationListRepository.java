package dev.barometer.survey.invitation;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What lists and funnels of invitations are made of: as they stand, by what they are asked for. */
final class InvitationListRepository {
  private static final String ID = "_id";
  private static final String STATUS = "status";
  private static final String COUNT = "count";
  private static final String ISSUED_AT = "issuedAt";

  private final MongoOperations mongo;

  InvitationListRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** The newest first; those after the cursor where there is one. */
  CursorPage<InvitationDocument> page(InvitationFilter filter, @Nullable Cursor after, int limit) {
    List<Criteria> all = criteria(filter);
    if (after != null) {
      all.add(
          new Criteria()
              .orOperator(
                  where(ISSUED_AT).lt(after.at()),
                  where(ISSUED_AT).is(after.at()).and(ID).lt(after.id())));
    }
    Query query = query(all).with(Sort.by(Direction.DESC, ISSUED_AT, ID)).limit(limit + 1);
    return CursorPage.of(
        mongo.find(query, InvitationDocument.class),
        limit,
        last -> new Cursor(last.issuedAt(), last.id()).toString());
  }

  /** How many a list has on all its pages. */
  long count(InvitationFilter filter) {
    return mongo.count(query(criteria(filter)), InvitationDocument.class);
  }

  /**
   * How many stand how, of one campaign or of all; whoever came by an open link was not invited. It
   * looks at each of them once: MongoDB finds those of a campaign by an index; the database that is
   * built in has none, and looks at all.
   *
   * @param campaignId null for all
   */
  List<InvitationTally> tallies(@Nullable String campaignId) {
    Document alike =
        new Document("campaign", "$campaignId")
            .append("status", "$status")
            .append("reason", "$reason")
            .append("delivered", new Document("$gt", Arrays.asList("$deliveredAt", null)))
            .append("opened", new Document("$gt", Arrays.asList("$openedAt", null)))
            .append("reminded", new Document("$gt", Arrays.asList("$reminders", 0)))
            .append("rating", "$rating");
    Document invited =
        new Document("subjectKind", new Document("$ne", InvitationDocument.NEWCOMER));
    if (campaignId != null) {
      invited.append("campaignId", campaignId);
    }
    List<Document> steps = new ArrayList<>();
    steps.add(new Document("$match", invited));
    steps.add(
        new Document("$group", new Document(ID, alike).append(COUNT, new Document("$sum", 1))));
    List<InvitationTally> tallies = new ArrayList<>();
    for (Document found : mongo.getCollection(InvitationDocument.COLLECTION).aggregate(steps)) {
      Document of = found.get(ID, Document.class);
      tallies.add(
          new InvitationTally(
              of.getString("campaign"),
              of.getString("status"),
              of.getString("reason"),
              of.getBoolean("delivered", false),
              of.getBoolean("opened", false),
              found.get(COUNT, Number.class).longValue(),
              of.getBoolean("reminded", false),
              rating(of.get("rating", Document.class))));
    }
    return tallies;
  }

  private @Nullable Rating rating(@Nullable Document found) {
    return found == null ? null : mongo.getConverter().read(Rating.class, found);
  }

  private static Query query(List<Criteria> all) {
    return new Query(all.isEmpty() ? new Criteria() : new Criteria().andOperator(all));
  }

  private static List<Criteria> criteria(InvitationFilter filter) {
    List<Criteria> all = new ArrayList<>();
    add(all, "campaignId", filter.campaign());
    add(all, "ticketId", filter.ticket());
    add(all, "personId", filter.person());
    add(all, "reason", filter.reason());
    if (InvitationFilter.ASKED.equals(filter.status())) {
      all.add(where(STATUS).ne(InvitationDocument.SUPPRESSED));
    } else if (InvitationFilter.DELIVERED.equals(filter.status())) {
      all.add(where("deliveredAt").ne(null));
    } else if (InvitationFilter.OPENED.equals(filter.status())) {
      all.add(where("openedAt").ne(null));
    } else if (InvitationFilter.WAITING.equals(filter.status())) {
      all.add(where(STATUS).in(InvitationDocument.ISSUED, InvitationDocument.REMINDED));
    } else if (filter.status() != null && InvitationFilter.RATES.contains(filter.status())) {
      all.add(ofRates(filter.status()));
    } else {
      add(all, STATUS, filter.status());
    }
    return all;
  }

  private static Criteria ofRates(String group) {
    Criteria answered = where(STATUS).is(InvitationDocument.ANSWERED);
    Criteria counted =
        where(STATUS).nin(InvitationDocument.SUPPRESSED, InvitationDocument.CANCELLED);
    return switch (group) {
      case InvitationFilter.COUNTED -> counted;
      case InvitationFilter.COUNTED_DELIVERED -> counted.and("deliveredAt").ne(null);
      case InvitationFilter.ANSWERED_DELIVERED -> answered.and("deliveredAt").ne(null);
      case InvitationFilter.ANSWERED_EARLY -> answered.and("reminders").is(0);
      case InvitationFilter.ANSWERED_LATE -> answered.and("reminders").gt(0);
      default -> throw new IllegalArgumentException("no group " + group);
    };
  }

  private static void add(List<Criteria> all, String field, @Nullable String value) {
    if (value != null) {
      all.add(where(field).is(value));
    }
  }
}
