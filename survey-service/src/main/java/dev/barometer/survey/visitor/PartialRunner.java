package dev.barometer.survey.visitor;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.fact.Answer;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Keeps what somebody chose and did not send, and makes an answer of it when no full one came for a
 * while. What is sent later replaces it, as a change of the same answer.
 */
@Component
class PartialRunner implements DueHandler {
  private static final String KIND = "answer.partial";

  private final MongoOperations mongo;
  private final GivenRepository given;
  private final InvitationRepository invitations;
  private final AnsweringPublisher answering;
  private final AnswerProperties settings;
  private final VisitorMetrics meters;
  private final ObjectProvider<Timetable> timetable;

  PartialRunner(
      MongoOperations mongo,
      GivenRepository given,
      InvitationRepository invitations,
      AnsweringPublisher answering,
      AnswerProperties settings,
      VisitorMetrics meters,
      ObjectProvider<Timetable> timetable) {
    this.mongo = mongo;
    this.given = given;
    this.invitations = invitations;
    this.answering = answering;
    this.settings = settings;
    this.meters = meters;
    this.timetable = timetable;
  }

  /** Keeps what he chose so far, in place of what he had chosen before; not where he answered. */
  void keep(InvitationDocument invitation, List<Answer> answers, String locale, Instant now) {
    boolean answered = given.find(invitation.id()).filter(one -> !one.isPartial()).isPresent();
    if (!answered && !answers.isEmpty()) {
      given.listForLater(invitation.id(), now);
      timetable
          .getObject()
          .schedule(new Due(KIND, invitation.id(), now.plus(settings.partialAfter())));
      mongo.save(new Partial(invitation.id(), now, locale, answers));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      Partial partial = mongo.findById(one.key(), Partial.class);
      if (partial != null) {
        invitations
            .find(one.key())
            .filter(InvitationDocument::isOpen)
            .ifPresent(invitation -> answer(invitation, partial));
        // He may have left it once more meanwhile: that is due by itself.
        mongo.remove(
            new Query(where("_id").is(partial.invitationId()).and("at").is(partial.at())),
            Partial.class);
      }
    }
    return Map.of();
  }

  private void answer(InvitationDocument invitation, Partial partial) {
    Said said = Said.partly(partial.answers(), partial.locale());
    if (answering.takePartly(invitation, said, partial.at())) {
      meters.partial();
    }
  }
}
