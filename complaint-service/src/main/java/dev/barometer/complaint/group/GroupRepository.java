package dev.barometer.complaint.group;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * Groups of cases, counted in the database; of cases only what is asked for is read, and never a
 * history. A case that was withdrawn, or became a part of another, is in no group.
 */
@Repository
class GroupRepository {
  static final int MOST_SAID = 5_000;
  private static final int MOST_GROUPS = 1_000;
  private static final String OPENED_AT = "current.openedAt";
  private static final String STATUS = "current.status";

  private final MongoOperations mongo;

  GroupRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * The largest first.
   *
   * @param seen what the caller may see; null where that is all
   */
  List<CaseGroup> groups(GroupBy by, Instant from, Instant to, @Nullable Criteria seen) {
    return by.field().isPresent()
        ? counted(by.field().get(), from, to, seen)
        : Themes.groups(said(from, to, seen), before(from, to), from);
  }

  private List<CaseGroup> counted(String field, Instant from, Instant to, @Nullable Criteria seen) {
    List<Criteria> wanted = wanted(before(from, to), to, seen);
    wanted.add(where(field).ne(null));
    return mongo
        .aggregate(
            Aggregation.newAggregation(
                Aggregation.match(new Criteria().andOperator(wanted)),
                context -> counting(field, before(from, to), from)),
            CaseDocument.COLLECTION,
            Document.class)
        .getMappedResults()
        .stream()
        .map(GroupRepository::group)
        .filter(group -> group.cases() + group.open() > 0)
        .sorted(CaseGroup.LARGEST_FIRST)
        .limit(MOST_GROUPS)
        .toList();
  }

  private static Instant before(Instant from, Instant to) {
    return from.minus(Duration.between(from, to));
  }

  /** Those that were opened in the two periods, and those of before that are still open. */
  private static List<Criteria> wanted(Instant before, Instant to, @Nullable Criteria seen) {
    List<Criteria> wanted = new ArrayList<>();
    wanted.add(where(OPENED_AT).lt(to));
    wanted.add(where(STATUS).ne(Status.WITHDRAWN.name()));
    wanted.add(
        new Criteria()
            .orOperator(where(OPENED_AT).gte(before), where(STATUS).ne(Status.CLOSED.name())));
    if (seen != null) {
      wanted.add(seen);
    }
    return wanted;
  }

  private static Document counting(String field, Instant before, Instant from) {
    Document within = atLeast(from);
    Document earlier =
        new Document("$and", List.of(atLeast(before), new Document("$not", List.of(within))));
    Document isOpen = new Document("$ne", List.of("$" + STATUS, Status.CLOSED.name()));
    return new Document(
        "$group",
        new Document("_id", "$" + field)
            .append("cases", sumOf(within))
            .append("earlier", sumOf(earlier))
            .append("open", sumOf(isOpen))
            .append("newest", new Document("$max", "$" + OPENED_AT)));
  }

  private static Document atLeast(Instant from) {
    return new Document("$gte", List.of("$" + OPENED_AT, Date.from(from)));
  }

  private static Document sumOf(Document condition) {
    return new Document("$sum", new Document("$cond", List.of(condition, 1, 0)));
  }

  private static CaseGroup group(Document found) {
    return new CaseGroup(
        found.getString("_id"),
        number(found, "cases"),
        number(found, "open"),
        found.getDate("newest").toInstant(),
        number(found, "earlier"));
  }

  private static long number(Document found, String name) {
    return found.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** What the newest cases say, one line for each case. */
  private List<Themes.Said> said(Instant from, Instant to, @Nullable Criteria seen) {
    return read(wanted(before(from, to), to, seen), MOST_SAID).stream()
        .map(GroupRepository::saidIn)
        .filter(one -> !one.text().isBlank())
        .toList();
  }

  private List<Document> read(List<Criteria> wanted, int limit) {
    Query query =
        new Query(new Criteria().andOperator(wanted))
            .with(Sort.by(Sort.Order.desc(OPENED_AT), Sort.Order.desc("_id")))
            .limit(limit);
    query
        .fields()
        .include(OPENED_AT, STATUS, "current.evidence.stands", "current.evidence.said.text");
    return mongo.find(query, Document.class, CaseDocument.COLLECTION);
  }

  private static Themes.Said saidIn(Document found) {
    Document current = found.get("current", Document.class);
    String text =
        current.getList("evidence", Document.class, List.of()).stream()
            .filter(one -> Boolean.TRUE.equals(one.getBoolean("stands")))
            .map(one -> one.get("said", new Document()).getString("text"))
            .filter(one -> one != null)
            .collect(Collectors.joining("\n"));
    return new Themes.Said(
        found.getString("_id"),
        current.getDate("openedAt").toInstant(),
        !Status.CLOSED.name().equals(current.getString("status")),
        text);
  }

  /** The ids of the open cases of a group, the newest first. */
  List<String> openOf(GroupBy by, String value, Instant to, @Nullable Criteria seen, int limit) {
    List<Criteria> wanted = wanted(to, to, seen);
    if (by.field().isPresent()) {
      wanted.add(where(by.field().get()).is(value));
      return read(wanted, limit).stream().map(one -> one.getString("_id")).toList();
    }
    return read(wanted, MOST_SAID).stream()
        .map(GroupRepository::saidIn)
        .filter(one -> Themes.words(one.text()).contains(value))
        .map(Themes.Said::caseId)
        .limit(limit)
        .toList();
  }
}
