package dev.barometer.starter.mail;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The newest mails that are kept to be looked at, in MongoDB; older ones go by themselves. */
public final class KeptMailRepository {
  static final int MOST = 500;
  private static final String COLLECTION = "kept_mails";
  private static final String ID = "_id";
  private static final String AT = "at";
  private static final String ABOUT = "about";
  private static final String KIND = "kind";
  private static final Sort NEWEST = Sort.by(Direction.DESC, AT, ID);

  /** Before mails were of many kinds, each was an invitation, or a reminder of one. */
  private static final String INVITATION = "invitationId";

  private static final String REMINDER = "reminder";

  private final MongoOperations mongo;

  public KeptMailRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Keeps them; of one that is known already there is still one. */
  public void keep(List<KeptMail> mails) {
    mails.forEach(mail -> mongo.save(write(mail), COLLECTION));
    Query older = new Query().with(NEWEST).skip(MOST);
    older.fields().include(ID);
    List<Object> tooMany =
        mongo.find(older, Document.class, COLLECTION).stream().map(one -> one.get(ID)).toList();
    if (!tooMany.isEmpty()) {
      mongo.remove(new Query(where(ID).in(tooMany)), COLLECTION);
    }
  }

  /** Deletes what would have gone out about these. */
  public void forget(Collection<String> abouts) {
    mongo.remove(
        new Query(new Criteria().orOperator(where(ABOUT).in(abouts), where(INVITATION).in(abouts))),
        COLLECTION);
  }

  public Optional<KeptMail> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Document.class, COLLECTION))
        .map(KeptMailRepository::read);
  }

  public long count() {
    return mongo.count(new Query(), COLLECTION);
  }

  /** The newest first; those after the cursor where there is one. */
  public CursorPage<KeptMail> page(@Nullable Cursor after, int limit) {
    Query query = new Query().with(NEWEST).limit(limit + 1);
    if (after != null) {
      Date at = Date.from(after.at());
      query.addCriteria(
          new Criteria().orOperator(where(AT).lt(at), where(AT).is(at).and(ID).lt(after.id())));
    }
    return CursorPage.of(
        mongo.find(query, Document.class, COLLECTION).stream()
            .map(KeptMailRepository::read)
            .toList(),
        limit,
        last -> new Cursor(last.at(), last.id()).toString());
  }

  private static Document write(KeptMail mail) {
    return new Document(ID, mail.id())
        .append("to", mail.to())
        .append("subject", mail.subject())
        .append("text", mail.text())
        .append("html", mail.html())
        .append("attachments", mail.attachments())
        .append(AT, Date.from(mail.at()))
        .append(ABOUT, mail.about().id())
        .append(KIND, mail.about().kind())
        .append("number", mail.about().number());
  }

  private static KeptMail read(Document mail) {
    return new KeptMail(
        mail.getString(ID),
        mail.getString("to"),
        mail.getString("subject"),
        mail.getString("text"),
        mail.getString("html"),
        mail.getList("attachments", String.class, List.of()),
        mail.getDate(AT).toInstant(),
        about(mail));
  }

  private static About about(Document mail) {
    String kind = mail.getString(KIND);
    if (kind != null) {
      return new About(mail.getString(ABOUT), kind, mail.getInteger("number", 0));
    }
    int reminder = mail.getInteger(REMINDER, 0);
    return new About(mail.getString(INVITATION), reminder == 0 ? "invitation" : REMINDER, reminder);
  }
}
