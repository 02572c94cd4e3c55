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
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
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
  private static final String SUBJECT_KIND = "subjectKind";
  private static final String REVISION = "revision";
  private static final String ISSUED_AT = "issuedAt";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoOperations mongo;
  private final GuardedWritesRepository invitations;
  private final GuardedWritesRepository links;
  private final KeptRepository kept;
  private final InvitationListRepository lists;

  public InvitationRepository(MongoOperations mongo) {
    this.mongo = mongo;
    this.invitations = new GuardedWritesRepository(mongo, InvitationDocument.COLLECTION);
    this.links = new GuardedWritesRepository(mongo, LINKS);
    this.kept = new KeptRepository(mongo);
    this.lists = new InvitationListRepository(mongo);
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
    return lists.page(filter, after, limit);
  }

  /** How many a list has on all its pages. */
  public long count(InvitationFilter filter) {
    return lists.count(filter);
  }

  /** How many stand how, of one campaign, or of all where none is named. */
  public List<InvitationTally> tallies(@Nullable String campaignId) {
    return lists.tallies(campaignId);
  }
}
