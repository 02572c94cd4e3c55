package dev.barometer.survey.answers;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.kept.KeptRepository;
import dev.barometer.survey.response.ResponsePublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Takes what staff wrote down though nobody was invited, once: it is kept before it is sent, and
 * whoever dies before it is leaves it to the timetable.
 */
@Component
public class EnteringPublisher implements DueHandler {
  static final String KEPT = "entered";

  private static final String KIND = "answer.enter";
  private static final Duration IF_NOBODY_DID = Duration.ofMinutes(1);

  /** In whose name it comes in: nobody else's may change it. */
  private static final Sender PAGE = new Sender("staff page", false);

  private final MongoOperations mongo;
  private final KeptRepository kept;
  private final ResponsePublisher responses;
  private final ObjectProvider<Timetable> timetable;
  private final ErasedPeople erased;

  EnteringPublisher(
      MongoOperations mongo,
      KeptRepository kept,
      ResponsePublisher responses,
      ObjectProvider<Timetable> timetable,
      ErasedPeople erased) {
    this.mongo = mongo;
    this.kept = kept;
    this.responses = responses;
    this.timetable = timetable;
    this.erased = erased;
  }

  /** What is wrong with whose answer it is to be; empty where nothing is. */
  List<Violation> check(@Nullable Respondent respondent, Instant now) {
    if (respondent != null && erased.includes(respondent.id())) {
      return List.of(new Violation("person", "must not be somebody who was erased"));
    }
    return Inbound.check(
        Response.builder("unsaid")
            .revision(1)
            .surveyId("unsaid")
            .surveyVersion(1)
            .submittedAt(now)
            .withdrawnAt(now)
            .respondent(respondent)
            .build(),
        now);
  }

  /**
   * Returns when the broker has acknowledged it; false where the form was sent before and said
   * something else.
   */
  boolean take(Response response, Instant now) {
    List<Violation> violations = new ArrayList<>(check(response.respondent(), now));
    if (violations.isEmpty()) {
      violations.addAll(Inbound.check(response, now));
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    Entered entered = new Entered(response.responseId(), response);
    kept.list(KEPT, Map.of(entered.id(), now));
    timetable.getObject().schedule(new Due(KIND, entered.id(), now.plus(IF_NOBODY_DID)));
    Entered standing = insert(entered);
    if (!standing.saysTheSameAs(entered)) {
      return false;
    }
    send(standing);
    return true;
  }

  private Entered insert(Entered entered) {
    try {
      return mongo.insert(entered);
    } catch (DuplicateKeyException sentBefore) {
      return find(entered.id());
    }
  }

  private Entered find(String id) {
    Entered found = mongo.findById(id, Entered.class);
    if (found == null) {
      throw new IllegalStateException("an answer was there and is gone");
    }
    return found;
  }

  private void send(Entered entered) {
    Acknowledgement.await(responses.submit(entered.response(), PAGE));
  }

  /** What somebody answered to staff, as far as it is kept beside the fact. */
  public List<Response> of(String personId) {
    Query his = new Query(where("response.respondent._id").is(personId));
    return mongo.find(his, Entered.class).stream().map(Entered::response).toList();
  }

  /** Deletes what somebody answered. */
  public void forgetOf(String personId) {
    mongo.remove(new Query(where("response.respondent._id").is(personId)), Entered.class);
  }

  void forget(Collection<String> ids) {
    mongo.remove(new Query(where("_id").in(ids)), Entered.class);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Sent twice it is the same record; that costs less than to note that it was sent. */
  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      Entered entered = mongo.findById(one.key(), Entered.class);
      if (entered != null) {
        send(entered);
      }
    }
    return Map.of();
  }
}
