package dev.barometer.reporting.delivery;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.reporting.edition.Deliveries;
import dev.barometer.reporting.edition.Delivery;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * What became of the mails about reports, in MongoDB: one document for each edition, beside that of
 * the edition, which stays as it was published.
 */
@Repository
class DeliveryRepository implements Deliveries {
  static final String COLLECTION = "report_deliveries";
  private static final String ID = "_id";
  private static final String MAILS = "mails";
  private static final String TO = "to";
  private static final String STATE = "state";
  private static final String AT = "at";
  private static final String WHY = "why";

  /**
   * Since when somebody is giving it to the mail server, and does not know yet what became of it.
   */
  private static final String BEGUN = "begun";

  private final MongoOperations mongo;

  DeliveryRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** From then on each waits; where that is so already, nothing changes. */
  void begin(String reportId, List<String> recipients, Instant at) {
    List<Document> mails =
        recipients.stream()
            .map(
                to ->
                    new Document(TO, to)
                        .append(STATE, Delivery.State.WAITING.label())
                        .append(AT, Date.from(at)))
            .toList();
    mongo.upsert(
        new Query(where(ID).is(reportId)), new Update().setOnInsert(MAILS, mails), COLLECTION);
  }

  @Override
  public List<Delivery> of(String reportId) {
    Document kept = mongo.findById(reportId, Document.class, COLLECTION);
    return kept == null
        ? List.of()
        : kept.getList(MAILS, Document.class).stream().map(DeliveryRepository::read).toList();
  }

  /** The places of those whose mails have not gone out. */
  List<Integer> waiting(String reportId) {
    List<Delivery> all = of(reportId);
    return IntStream.range(0, all.size())
        .filter(place -> all.get(place).state() == Delivery.State.WAITING)
        .boxed()
        .toList();
  }

  /**
   * Notes that a mail goes out now, for as long as nobody knows what became of it.
   *
   * @return false where somebody began before and nothing is known of it, or it went out
   */
  boolean begin(String reportId, int place, Instant at) {
    String mail = MAILS + "." + place + ".";
    Criteria open =
        where(ID)
            .is(reportId)
            .and(mail + STATE)
            .ne(Delivery.State.SENT.label())
            .and(mail + BEGUN)
            .exists(false);
    Update update = new Update().set(mail + BEGUN, Date.from(at));
    return mongo.updateFirst(new Query(open), update, COLLECTION).getModifiedCount() == 1;
  }

  /** It did not go out, and is to be begun again. */
  void takeBack(String reportId, int place) {
    Update update = new Update().unset(MAILS + "." + place + "." + BEGUN);
    mongo.updateFirst(new Query(where(ID).is(reportId)), update, COLLECTION);
  }

  /**
   * Notes what became of one. What went out stays so; what is dead or refused may go out later,
   * where somebody has it sent again.
   */
  void note(String reportId, int place, Delivery.State state, Instant at, @Nullable String why) {
    String mail = MAILS + "." + place + ".";
    Criteria open =
        where(ID).is(reportId).and(mail + STATE).nin(Delivery.State.SENT.label(), state.label());
    Update update =
        new Update()
            .set(mail + STATE, state.label())
            .set(mail + AT, Date.from(at))
            .set(mail + WHY, why)
            .unset(mail + BEGUN);
    mongo.updateFirst(new Query(open), update, COLLECTION);
  }

  /** How many editions have a mail of which one of these is so. */
  long count(Delivery.State... states) {
    List<String> labels = Arrays.stream(states).map(Delivery.State::label).toList();
    return mongo.count(new Query(where(MAILS + "." + STATE).in(labels)), COLLECTION);
  }

  private static Delivery read(Document mail) {
    String state = mail.getString(STATE);
    return new Delivery(
        mail.getString(TO),
        Arrays.stream(Delivery.State.values())
            .filter(one -> one.label().equals(state))
            .findFirst()
            .orElseThrow(),
        mail.getDate(AT).toInstant(),
        mail.getString(WHY));
  }
}
