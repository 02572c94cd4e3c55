package dev.barometer.reporting.staff;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.json.FactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** Those who work here, in this service's own database: what the topic says is put right by it. */
@Repository
class StaffRepository {
  private static final String STAFF = "staff";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String JSON = "json";

  private final MongoOperations mongo;

  StaffRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Keeps a state that is later than the one that is kept. */
  void keep(StaffMember member) {
    Optional<StaffMember> kept = find(member.staffId());
    if (kept.isPresent() && kept.get().revision() >= member.revision()) {
      return;
    }
    Document document =
        new Document(ID, member.staffId())
            .append(REVISION, member.revision())
            .append(JSON, new String(FactJson.write(member), UTF_8));
    mongo
        .getCollection(STAFF)
        .replaceOne(Filters.eq(ID, member.staffId()), document, new ReplaceOptions().upsert(true));
  }

  Optional<StaffMember> find(String staffId) {
    return Optional.ofNullable(mongo.getCollection(STAFF).find(Filters.eq(ID, staffId)).first())
        .map(StaffRepository::read);
  }

  List<StaffMember> all() {
    return mongo.getCollection(STAFF).find().map(StaffRepository::read).into(new ArrayList<>());
  }

  private static StaffMember read(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), StaffMember.class);
  }
}
