package dev.barometer.reporting.staff;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.json.FactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** Those who work here, in this service's own database: what the topic says is put right by it. */
@Repository
class StaffRepository {
  private static final String STAFF = "staff";
  private static final String SUBJECTS = "staff_subjects";
  private static final String STAFF_ID = "staffId";
  private static final String SETTLED = "settled_staff";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String JSON = "json";

  private final MongoOperations mongo;

  StaffRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Keeps a state that is later than the one that is kept; whether it was. */
  boolean keep(StaffMember member) {
    Document document =
        new Document(ID, member.staffId())
            .append(REVISION, member.revision())
            .append(JSON, new String(FactJson.write(member), UTF_8));
    Bson behind =
        Filters.and(Filters.eq(ID, member.staffId()), Filters.lt(REVISION, member.revision()));
    try {
      mongo.getCollection(STAFF).replaceOne(behind, document, new ReplaceOptions().upsert(true));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      // There is one that is not behind.
      return false;
    }
  }

  /** Whether this record of the topic was not heard of before; from then on it was. */
  boolean isNews(int partition, long offset) {
    return mongo
            .getCollection(SETTLED)
            .updateOne(
                Filters.eq(ID, "record/" + partition + "/" + offset),
                Updates.setOnInsert("settled", true),
                new UpdateOptions().upsert(true))
            .getUpsertedId()
        != null;
  }

  Optional<StaffMember> find(String staffId) {
    return Optional.ofNullable(mongo.getCollection(STAFF).find(Filters.eq(ID, staffId)).first())
        .map(StaffRepository::read);
  }

  /** Somebody who works here and has this mail address; nobody has none. */
  Optional<StaffMember> findByMail(@Nullable String mail) {
    return all().stream().filter(member -> mail != null && mail.equals(member.mail())).findFirst();
  }

  /** Whom the organisation's sign-in means by this subject. */
  Optional<String> linked(String subject) {
    return Optional.ofNullable(mongo.getCollection(SUBJECTS).find(Filters.eq(ID, subject)).first())
        .map(link -> link.getString(STAFF_ID));
  }

  /** The first link stays. */
  void link(String subject, String staffId) {
    mongo
        .getCollection(SUBJECTS)
        .updateOne(
            Filters.eq(ID, subject),
            Updates.setOnInsert(STAFF_ID, staffId),
            new UpdateOptions().upsert(true));
  }

  List<StaffMember> all() {
    return mongo.getCollection(STAFF).find().map(StaffRepository::read).into(new ArrayList<>());
  }

  private static StaffMember read(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), StaffMember.class);
  }
}
