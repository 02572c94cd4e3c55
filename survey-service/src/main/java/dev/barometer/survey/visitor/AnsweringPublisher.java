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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes what somebody answers by a link, once. What was given is kept before it is sent: whoever
 * sends the same again, because nobody told him that it arrived, sends the same record.
 */
@Component
public class AnsweringPublisher implements DueHandler {
  private static final String KIND = "answer.send";
  private static final Duration IF_NOBODY_DID = Duration.ofMinutes(1);

  /** In whose name answers by links come in: nobody else's may change them. */
  private static final Sender PAGE = new Sender("survey page", false);

  private final GivenRepository given;
  private final InvitationRepository invitations;
  private final ResponsePublisher responses;
  private final ObjectProvider<Timetable> timetable;

  public AnsweringPublisher(
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
  public void take(InvitationDocument invitation, Said said, Instant now) {
    take(invitation, given.find(invitation.id()).orElse(null), said, now);
  }

  /**
   * The same where it is known what he answered before; null where that is nothing. What changed
   * since it was read is noticed.
   */
  void take(InvitationDocument invitation, @Nullable Given before, Said said, Instant now) {
    Response asItWouldBe = response(invitation, Given.first(invitation.id(), now, said));
    List<Violation> violations = Inbound.check(asItWouldBe, now);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    Due ifNobodyDid = own(invitation, now);
    timetable.getObject().schedule(ifNobodyDid);
    send(invitation, keep(invitation, before, said, now));
    timetable.getObject().cancel(KIND, ifNobodyDid.key());
  }

  /**
   * Takes what somebody chose before he left, unless he answered to the end meanwhile. Whoever asks
   * for it asks again where this fails.
   *
   * @return whether it is taken
   */
  boolean takePartly(InvitationDocument invitation, Said said, Instant leftAt) {
    while (true) {
      Given before = given.find(invitation.id()).orElse(null);
      if (before != null && !before.isPartial()) {
        return false;
      }
      Given next =
          before == null ? Given.first(invitation.id(), leftAt, said) : before.changed(said);
      if (next == before || given.put(before, next)) {
        send(invitation, next);
        return true;
      }
    }
  }

  /** Whether he answered to the end, and otherwise than this; or took back what he answered. */
  public boolean isAnsweredOtherwise(InvitationDocument invitation, List<Answer> answers) {
    Given before = given.find(invitation.id()).orElse(null);
    if (before == null) {
      // In another way than by the link, or so long ago that it is forgotten what.
      return invitation.status().equals(InvitationDocument.ANSWERED);
    }
    return !before.isPartial() && !(before.stands() && before.answers().equals(answers));
  }

  /** Takes back what was given, where something was; what was answered is forgotten here. */
  void takeBack(InvitationDocument invitation, Instant now) {
    Due ifNobodyDid = own(invitation, now);
    timetable.getObject().schedule(ifNobodyDid);
    given
        .change(invitation.id(), before -> before.withdrawn(now))
        .ifPresent(taken -> send(invitation, taken));
    given.forgetUnsent(invitation.id());
    timetable.getObject().cancel(KIND, ifNobodyDid.key());
  }

  /** Notes what became of what was given by links, where it was not the link that did it. */
  void note(List<Response> responses) {
    Map<String, Response> own = new LinkedHashMap<>();
    for (Response response : responses) {
      String id = response.invitationId();
      if (id != null && response.responseId().equals(idOf(id))) {
        own.merge(id, response, (one, later) -> later.revision() < one.revision() ? one : later);
      }
    }
    given
        .find(own.keySet())
        .forEach(
            before -> {
              String id = before.invitationId();
              Response response = Objects.requireNonNull(own.get(id));
              if (before.following(response) != before) {
                given.change(id, newest -> newest.following(response));
              }
            });
  }

  private static String idOf(String invitationId) {
    return ResponseIds.derive("invitation", invitationId);
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
      String id = invitationId(one);
      InvitationDocument invitation = invitations.find(id).orElse(null);
      if (invitation != null) {
        given.find(id).ifPresent(taken -> send(invitation, taken));
      }
    }
    return Map.of();
  }

  /** Each call has its own: of two at once neither takes away what stands for the other. */
  private static Due own(InvitationDocument invitation, Instant now) {
    String call = UUID.randomUUID().toString();
    return new Due(KIND, call, now.plus(IF_NOBODY_DID), invitation.id());
  }

  /** It was the key before each call had its own. */
  private static String invitationId(Due due) {
    return due.data().isEmpty() ? due.key() : due.data();
  }

  private Given keep(InvitationDocument invitation, @Nullable Given read, Said said, Instant now) {
    Given before = read;
    while (true) {
      Given next = before == null ? Given.first(invitation.id(), now, said) : before.changed(said);
      if (next == before || given.put(before, next)) {
        return next;
      }
      before = given.find(invitation.id()).orElse(null);
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
        .channel(taken.channel() == null ? Response.WEB : taken.channel())
        .locale(taken.locale())
        .respondent(invitation.personId() == null ? null : new Respondent(invitation.personId()))
        .answers(taken.answers())
        .context(invitation.context())
        .withdrawnAt(taken.withdrawnAt())
        .partial(taken.partial())
        .enteredBy(taken.enteredBy())
        .build();
  }
}
