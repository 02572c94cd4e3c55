package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.response.ResponseIds;
import dev.barometer.survey.response.ResponsePublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Takes what somebody answers by a link, once. What was given is kept before it is sent: whoever
 * sends the same again, because nobody told him that it arrived, sends the same record.
 */
@Component
class AnsweringPublisher implements DueHandler {
  private static final String KIND = "answer.send";
  private static final String BACK = "answer.take-back";
  private static final Duration IF_NOBODY_DID = Duration.ofMinutes(1);

  private static final String CHANNEL = "web";

  /** In whose name answers by links come in: nobody else's may change them. */
  private static final Sender PAGE = new Sender("survey page", false);

  private final GivenRepository given;
  private final InvitationRepository invitations;
  private final ResponsePublisher responses;
  private final ObjectProvider<Timetable> timetable;

  AnsweringPublisher(
      GivenRepository given,
      InvitationRepository invitations,
      ResponsePublisher responses,
      ObjectProvider<Timetable> timetable) {
    this.given = given;
    this.invitations = invitations;
    this.responses = responses;
    this.timetable = timetable;
  }

  /**
   * Returns when the broker has acknowledged it; whoever dies before leaves it to the timetable.
   */
  void take(InvitationDocument invitation, List<Answer> answers, String locale, Instant now) {
    Response asItWouldBe =
        response(invitation, new Given(invitation.id(), 1, now, locale, answers));
    List<Violation> violations = Inbound.check(asItWouldBe, now);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    timetable.getObject().schedule(new Due(KIND, invitation.id(), now.plus(IF_NOBODY_DID)));
    send(invitation, keep(invitation, answers, locale, now));
    timetable.getObject().cancel(KIND, invitation.id());
  }

  /**
   * Takes the answer back; nothing of what it said is kept. It can be answered anew while an answer
   * can be changed.
   */
  void takeBack(InvitationDocument invitation, Instant now) {
    long revision = given.find(invitation.id()).map(Given::revision).orElse(0L);
    if (revision == 0) {
      return; // nothing was answered, or nothing leads to the answer any more
    }
    Due due =
        new Due(
            BACK,
            invitation.id(),
            now.plus(IF_NOBODY_DID),
            new TakenBack(revision, now).toString());
    timetable.getObject().schedule(due);
    takeBack(invitation.id(), new TakenBack(revision, now));
    timetable.getObject().cancel(BACK, invitation.id());
  }

  /**
   * What is taken back.
   *
   * @param revision of what was given
   */
  private record TakenBack(long revision, Instant at) {
    static TakenBack parse(String text) {
      int space = text.indexOf(' ');
      return new TakenBack(
          Long.parseLong(text.substring(0, space)), Instant.parse(text.substring(space + 1)));
    }

    @Override
    public String toString() {
      return revision + " " + at;
    }
  }

  /** Done twice it is the same withdrawal; what was answered anew since then stays. */
  private void takeBack(String invitationId, TakenBack what) {
    Given before = given.find(invitationId).orElse(null);
    if (before != null && before.revision() == what.revision()) {
      given.put(before, before.changed(List.of(), before.locale()));
      before = given.find(invitationId).orElse(null);
    }
    if (before == null || before.answers().isEmpty()) {
      Acknowledgement.await(responses.withdraw(idOf(invitationId), what.at(), PAGE));
    }
  }

  private static String idOf(String invitationId) {
    return ResponseIds.derive("invitation", invitationId);
  }

  /** What was taken back and perhaps not said. */
  @Bean
  static DueHandler answersTakenBack(ObjectProvider<AnsweringPublisher> answering) {
    return DueHandler.of(
        BACK, due -> answering.getObject().takeBack(due.key(), TakenBack.parse(due.data())));
  }

  private void send(InvitationDocument invitation, Given taken) {
    Acknowledgement.await(responses.submit(response(invitation, taken), PAGE));
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** What was given and perhaps not sent; sent twice it is the same record. */
  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    for (Due one : due) {
      InvitationDocument invitation = invitations.find(one.key()).orElse(null);
      if (invitation != null) {
        given
            .find(one.key())
            .filter(taken -> !taken.answers().isEmpty())
            .ifPresent(taken -> send(invitation, taken));
      }
    }
    return Map.of();
  }

  private Given keep(
      InvitationDocument invitation, List<Answer> answers, String locale, Instant now) {
    while (true) {
      Given before = given.find(invitation.id()).orElse(null);
      Given next =
          before == null
              ? new Given(invitation.id(), 1, now, locale, answers)
              : before.changed(answers, locale);
      if (next == before || given.put(before, next)) {
        return next;
      }
    }
  }

  private static Response response(InvitationDocument invitation, Given taken) {
    return Response.builder(idOf(invitation.id()))
        .revision(taken.revision())
        .surveyId(invitation.surveyId())
        .surveyVersion(invitation.surveyVersion())
        .invitationId(invitation.id())
        .campaignId(invitation.campaignId())
        .ticketId(invitation.ticketId())
        .submittedAt(taken.submittedAt())
        .channel(CHANNEL)
        .locale(taken.locale())
        .respondent(invitation.personId() == null ? null : new Respondent(invitation.personId()))
        .answers(taken.answers())
        .context(invitation.context())
        .build();
  }
}
