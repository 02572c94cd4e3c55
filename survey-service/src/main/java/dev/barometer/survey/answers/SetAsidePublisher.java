package dev.barometer.survey.answers;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.visitor.AnsweringPublisher;
import dev.barometer.survey.visitor.Said;
import dev.barometer.survey.visitor.SetAside;
import dev.barometer.survey.visitor.SetAsideRepository;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets in what was set aside, as the answer it would have been, or discards it: written down first,
 * and forgotten last, so that whoever dies in between finds it there and sends the same once more.
 */
@Component
class SetAsidePublisher {
  private final SetAsideRepository aside;
  private final InvitationRepository invitations;
  private final AnsweringPublisher answering;
  private final AuditLog audit;

  SetAsidePublisher(
      SetAsideRepository aside,
      InvitationRepository invitations,
      AnsweringPublisher answering,
      AuditLog audit) {
    this.aside = aside;
    this.invitations = invitations;
    this.answering = answering;
    this.audit = audit;
  }

  /**
   * @param at which of those of the invitation was looked at
   */
  Outcome letIn(String invitationId, Instant at) {
    SetAside one = find(invitationId, at);
    InvitationDocument invitation = invitations.find(invitationId).orElse(null);
    if (one == null || invitation == null) {
      return Outcome.GONE;
    }
    if (answering.isAnsweredOtherwise(invitation, one.answers())) {
      return Outcome.ANSWERED;
    }
    record("answer.let-in", one);
    answering.take(invitation, Said.byLink(one.answers(), one.locale()), one.at());
    aside.remove(one);
    return Outcome.LET_IN;
  }

  Outcome discard(String invitationId, Instant at) {
    SetAside one = find(invitationId, at);
    if (one == null) {
      return Outcome.GONE;
    }
    record("answer.discarded", one);
    aside.remove(one);
    return Outcome.DISCARDED;
  }

  private @Nullable SetAside find(String invitationId, Instant at) {
    return aside.find(invitationId).filter(one -> one.at().equals(at)).orElse(null);
  }

  private void record(String act, SetAside one) {
    audit.record(act, one.invitationId(), Map.of("why", one.why(), "campaign", one.campaignId()));
  }
}
