package dev.barometer.reporting.staff;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/**
 * Passwords, encoded, and invitations to choose one, by the hash of their secret. They are in this
 * database and nowhere else.
 */
@Repository
class PasswordRepository {
  private static final String PASSWORDS = "passwords";
  private static final String INVITATIONS = "staff_invitations";
  private static final String ID = "_id";
  private static final String STAFF_ID = "staffId";
  private static final String ENCODED = "encoded";
  private static final String UNTIL = "until";

  private final MongoOperations mongo;

  PasswordRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<String> encoded(String staffId) {
    return Optional.ofNullable(mongo.getCollection(PASSWORDS).find(Filters.eq(ID, staffId)).first())
        .map(kept -> kept.getString(ENCODED));
  }

  void keep(String staffId, String encoded, Instant now) {
    Document document =
        new Document(ID, staffId).append(ENCODED, encoded).append("changedAt", Date.from(now));
    mongo
        .getCollection(PASSWORDS)
        .replaceOne(Filters.eq(ID, staffId), document, new ReplaceOptions().upsert(true));
  }

  Set<String> whoHasOne() {
    return mongo
        .getCollection(PASSWORDS)
        .find()
        .map(kept -> kept.getString(ID))
        .into(new HashSet<>());
  }

  /** One invitation a person: an earlier one is good no more. */
  void invite(String staffId, String hash, Instant until) {
    endInvitations(staffId);
    mongo
        .getCollection(INVITATIONS)
        .insertOne(
            new Document(ID, hash).append(STAFF_ID, staffId).append(UNTIL, Date.from(until)));
  }

  /** Whom the invitation is for; empty where it is none, or over. */
  Optional<String> invited(String hash, Instant now) {
    return Optional.ofNullable(mongo.getCollection(INVITATIONS).find(Filters.eq(ID, hash)).first())
        .filter(kept -> kept.getDate(UNTIL).toInstant().isAfter(now))
        .map(kept -> kept.getString(STAFF_ID));
  }

  /** Takes it up; true for one caller alone. */
  boolean takeUp(String hash) {
    return mongo.getCollection(INVITATIONS).deleteOne(Filters.eq(ID, hash)).getDeletedCount() == 1;
  }

  void endInvitations(String staffId) {
    mongo.getCollection(INVITATIONS).deleteMany(Filters.eq(STAFF_ID, staffId));
  }
}
