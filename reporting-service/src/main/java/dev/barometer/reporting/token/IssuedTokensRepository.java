package dev.barometer.reporting.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.starter.json.FactJson;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/**
 * The tokens that this service issued, in its own database: what the topic says is put right by it,
 * and never the other way round but for what is signed.
 */
@Repository
class IssuedTokensRepository {
  private static final String TOKENS = "issued_tokens";
  private static final String SETTLED = "settled_tokens";
  private static final String AUDIT = "audit";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String JSON = "json";
  private static final String UNSIGNED = "unsigned";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoOperations mongo;

  IssuedTokensRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Keeps a state that is later than the one that is kept. */
  void keep(NamedToken token) {
    Document kept = mongo.getCollection(TOKENS).find(Filters.eq(ID, token.tokenId())).first();
    if (kept == null || kept.getLong(REVISION) < token.revision()) {
      Document document =
          new Document(ID, token.tokenId())
              .append(REVISION, token.revision())
              .append(JSON, new String(FactJson.write(token), UTF_8));
      mongo
          .getCollection(TOKENS)
          .replaceOne(Filters.eq(ID, token.tokenId()), document, new ReplaceOptions().upsert(true));
    }
  }

  List<NamedToken> all() {
    return mongo
        .getCollection(TOKENS)
        .find()
        .map(kept -> FactJson.read(kept.getString(JSON).getBytes(UTF_8), NamedToken.class))
        .into(new ArrayList<>());
  }

  /** Whether this record of the topic was not heard of before; from then on it was. */
  boolean isNews(int partition, long offset) {
    return mark("record/" + partition + "/" + offset);
  }

  /**
   * Whether tokens of this database were issued before records were signed, and were not signed
   * since. To be asked before anything is read from a topic: a database that is new knows of no
   * acts, and nothing that is unsigned is taken up by it, ever.
   */
  boolean hasUnsigned() {
    if (isMarked(UNSIGNED)) {
      return false;
    }
    boolean older = mongo.getCollection(AUDIT).find().first() != null;
    if (!older) {
      mark(UNSIGNED);
    }
    return older;
  }

  /** The unsigned ones are signed: none is taken up any more. */
  void signedAll() {
    mark(UNSIGNED);
  }

  /** Whether this database knows that this token was issued, as it says. */
  boolean wasIssued(NamedToken token) {
    Bson issued =
        Filters.and(Filters.eq("act", "token.issued"), Filters.eq("subject", token.name()));
    for (Document act : mongo.getCollection(AUDIT).find(issued)) {
      List<Document> details = act.getList("details", Document.class);
      if (says(details, "tokenId", token.tokenId())
          && says(details, "role", token.role())
          && says(details, "expiresAt", token.expiresAt().toString())) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(List<Document> details, String name, String value) {
    return details.stream()
        .anyMatch(detail -> name.equals(detail.get("n")) && value.equals(detail.get("v")));
  }

  private boolean isMarked(String id) {
    return mongo.getCollection(SETTLED).find(Filters.eq(ID, id)).first() != null;
  }

  private boolean mark(String id) {
    return mongo
            .getCollection(SETTLED)
            .updateOne(Filters.eq(ID, id), Updates.setOnInsert("settled", true), UPSERT)
            .getUpsertedId()
        != null;
  }
}
