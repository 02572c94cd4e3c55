package dev.barometer.survey.invitation;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.projection.GuardedWritesRepository;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.survey.kept.KeptRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Invitations and the hashes of their links in MongoDB. */
@Repository
public class InvitationRepository {
  /** Kinds of what is kept for a time. */
  static final String KEPT_LINKS = "link";

  static final String KEPT_SUPPRESSED = "suppressed";

  private static final String LINKS = "invitation_links";
  private static final String ID = "_id";
  private static final String STATUS = "status";
  private static final String COUNT = "count";
  private static final String SUBJECT_KIND = "subjectKind";
  private static final String REVISION = "revision";
  private static final String ISSUED_AT = "issuedAt";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoOperations mongo;
  private final GuardedWritesRepository invitations;
  private final GuardedWritesRepository links;
  private final KeptRepository kept;

  public InvitationRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.invitations = new GuardedWritesRepository(mongo, InvitationDocument.COLLECTION);
    this.links = new GuardedWritesRepository(mongo, LINKS);
    this.kept = new KeptRepository(mongo);
  }

  /** What lists are asked by. */
  void createIndexes() {
    for (String field : List.of("campaignId", "ticketId", "personId")) {
      mongo
          .indexOps(InvitationDocument.class)
          .createIndex(new Index(field, Direction.ASC).on(ISSUED_AT, Direction.DESC));
    }
    mongo
        .indexOps(InvitationDocument.class)
        .createIndex(new Index(ISSUED_AT, Direction.DESC).on(ID, Direction.DESC));
  }

  public Optional<InvitationDocument> find(String id) {
    return Optional.ofNullable(mongo.findById(id, InvitationDocument.class));
  }

  public Map<String, InvitationDocument> find(Collection<String> ids) {
    Map<String, InvitationDocument> found = new HashMap<>();
    if (!ids.isEmpty()) {
      mongo
          .find(new Query(where(ID).in(ids)), InvitationDocument.class)
          .forEach(one -> found.put(one.id(), one));
    }
    return found;
  }

  /** Those who were asked the same by one campaign, and have links. */
  public List<InvitationDocument> ofBox(String campaignId, String surveyId, int surveyVersion) {
    return mongo.find(
        new Query(
            where("campaignId")
                .is(campaignId)
                .and("surveyId")
                .is(surveyId)
                .and("surveyVersion")
                .is(surveyVersion)
                .and("linkHash")
                .ne(null)),
        InvitationDocument.class);
  }

  /**
   * Whether it was answered anonymously, and that is not told yet: whoever was to be reminded is
   * not, and what is noted of him is the same.
   */
  public boolean isSpent(InvitationDocument invitation, String secret) {
    Document box = mongo.findById(SpentLink.boxOf(invitation), Document.class, SpentLink.BOXES);
    String mark = SpentLink.markOf(secret);
    return box != null
        && Stream.of("spent", "leavingSpent")
            .anyMatch(name -> box.getList(name, String.class, List.of()).contains(mark));
  }

  /** All that are about somebody. */
  public List<InvitationDocument> ofPerson(String personId) {
    return mongo.find(new Query(where("personId").is(personId)), InvitationDocument.class);
  }

  /** Deletes one and its link. */
  void delete(InvitationDocument one) {
    if (one.linkHash() != null) {
      mongo.remove(new Query(where(ID).is(one.linkHash())), LINKS);
    }
    mongo.remove(new Query(where(ID).is(one.id())), InvitationDocument.class);
  }

  /** Whose link has this secret. */
  public Optional<InvitationDocument> findByLink(String secret) {
    return Optional.ofNullable(mongo.findById(LinkSecrets.hash(secret), Document.class, LINKS))
        .flatMap(link -> find(link.getString("invitation")));
  }

  /**
   * Adds those that are not known yet, their links first.
   *
   * @return all of them as they stand now: what was known before stays
   */
  List<InvitationDocument> add(List<InvitationDocument> some) {
    listForLater(some);
    links.write(
        some.stream()
            .filter(one -> one.linkHash() != null)
            .<WriteModel<Document>>map(
                one ->
                    new ReplaceOneModel<>(
                        new Document(ID, one.linkHash()),
                        new Document(ID, one.linkHash()).append("invitation", one.id()),
                        UPSERT))
            .toList());
    Map<String, InvitationDocument> standing = new LinkedHashMap<>();
    some.forEach(one -> standing.put(one.id(), one));
    List<InvitationDocument> distinct = List.copyOf(standing.values());
    List<String> known = new ArrayList<>();
    for (int refused : invitations.write(distinct.stream().map(one -> model(one, 0)).toList())) {
      known.add(distinct.get(refused).id());
    }
    standing.putAll(find(known));
    return List.copyOf(standing.values());
  }

  /** Before they are there: whoever dies in between lists what never came about. */
  private void listForLater(List<InvitationDocument> some) {
    Map<String, Instant> linksUntil = new HashMap<>();
    Map<String, Instant> suppressedSince = new HashMap<>();
    for (InvitationDocument one : some) {
      if (one.linkHash() != null && one.expiresAt() != null) {
        linksUntil.put(one.linkHash(), one.expiresAt());
      }
      if (one.status().equals(InvitationDocument.SUPPRESSED)) {
        suppressedSince.put(one.id(), one.issuedAt());
      }
    }
    kept.list(KEPT_LINKS, linksUntil);
    kept.list(KEPT_SUPPRESSED, suppressedSince);
  }

  /** From now on these links lead nowhere; newcomers who did not answer were never here. */
  void forgetLinks(Collection<String> hashes) {
    mongo.remove(new Query(where(ID).in(hashes)), LINKS);
    mongo.remove(
        new Query(
            where("linkHash")
                .in(hashes)
                .and(SUBJECT_KIND)
                .is(InvitationDocument.NEWCOMER)
                .and(STATUS)
                .ne(InvitationDocument.ANSWERED)),
        InvitationDocument.class);
  }

  /** Forgets that these were not asked; whoever was asked stays. */
  void forgetSuppressed(Collection<String> ids) {
    mongo.remove(
        new Query(where(ID).in(ids).and(STATUS).is(InvitationDocument.SUPPRESSED)),
        InvitationDocument.class);
  }

  /**
   * Changes some, each as it is at that moment; a change may be asked for again where somebody else
   * was faster.
   *
   * @param changes by id; each is empty where it is to stay as it is
   * @return how those stand after it that are there, changed or not
   */
  Map<String, InvitationDocument> change(
      Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> changes) {
    Map<String, InvitationDocument> standing = new LinkedHashMap<>();
    Collection<String> undone = changes.keySet();
    while (!undone.isEmpty()) {
      Map<String, InvitationDocument> before = find(undone);
      List<InvitationDocument> after = new ArrayList<>();
      before.forEach(
          (id, one) ->
              Objects.requireNonNull(changes.get(id))
                  .apply(one)
                  .ifPresentOrElse(after::add, () -> standing.put(id, one)));
      after.forEach(one -> standing.put(one.id(), one));
      undone =
          invitations
              .write(after.stream().map(one -> model(one, revisionOf(one, before))).toList())
              .stream()
              .map(refused -> after.get(refused).id())
              .toList();
      undone.forEach(standing::remove);
    }
    return standing;
  }

  private static long revisionOf(InvitationDocument one, Map<String, InvitationDocument> before) {
    return Objects.requireNonNull(before.get(one.id())).revision();
  }

  private WriteModel<Document> model(InvitationDocument next, long before) {
    Document document = new Document();
    mongo.getConverter().write(next, document);
    document.put(ID, next.id());
    return new ReplaceOneModel<>(
        new Document(ID, next.id()).append(REVISION, before), document, UPSERT);
  }

  /** The newest first; those after the cursor where there is one. */
  public CursorPage<InvitationDocument> page(
      InvitationFilter filter, @Nullable Cursor after, int limit) {
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
  public long count(InvitationFilter filter) {
    return mongo.count(query(criteria(filter)), InvitationDocument.class);
  }

  /**
   * How many stand how, of one campaign or of all; whoever came by an open link was not invited. It
   * looks at each of them once: MongoDB finds those of a campaign by an index; the database that is
   * built in has none, and looks at all.
   *
   * @param campaignId null for all
   */
  public List<InvitationTally> tallies(@Nullable String campaignId) {
    Document alike =
        new Document("campaign", "$campaignId")
            .append("status", "$status")
            .append("reason", "$reason")
            .append("delivered", new Document("$gt", Arrays.asList("$deliveredAt", null)))
            .append("opened", new Document("$gt", Arrays.asList("$openedAt", null)))
            .append("reminded", new Document("$gt", Arrays.asList("$reminders", 0)))
            .append("rating", "$rating");
    Document invited = new Document(SUBJECT_KIND, new Document("$ne", InvitationDocument.NEWCOMER));
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
