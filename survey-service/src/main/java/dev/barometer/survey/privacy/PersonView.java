package dev.barometer.survey.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.survey.invitation.Bounce;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.UnreachableAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that survey-service holds of one person: what is exported.
 *
 * @param optedOutAt since when he does not want to be asked
 * @param asks what decides whether he is asked again
 * @param pending what is still to be decided
 * @param unreachable addresses of his at which nothing arrives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonView(
    String person,
    @Nullable Instant optedOutAt,
    List<Ask> asks,
    List<Pending> pending,
    List<HeldInvitation> invitations,
    List<HeldAnswer> answers,
    List<HeldTicket> tickets,
    List<UnreachableAddress> unreachable) {

  /** An invitation, or that he was not asked and why. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldInvitation(
      String invitationId,
      String campaignId,
      String surveyId,
      String status,
      @Nullable String reason,
      @Nullable String ticketId,
      @Nullable String address,
      @Nullable String locale,
      Instant issuedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant answeredAt,
      @Nullable String bounceStatus,
      @Nullable String bounceDetail) {

    static HeldInvitation of(InvitationDocument one) {
      Bounce bounce = one.bounce();
      return new HeldInvitation(
          one.id(),
          one.campaignId(),
          one.surveyId(),
          one.status(),
          one.reason(),
          one.ticketId(),
          one.address(),
          one.locale(),
          one.issuedAt(),
          one.expiresAt(),
          one.answeredAt(),
          bounce == null ? null : bounce.status(),
          bounce == null ? null : bounce.detail());
    }
  }

  /** What he answered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldAnswer(
      String responseId,
      String surveyId,
      @Nullable String ticketId,
      @Nullable String channel,
      @Nullable String locale,
      Instant submittedAt,
      @Nullable Instant withdrawnAt,
      List<Answer> answers,
      Context context) {

    static HeldAnswer of(Response response) {
      return new HeldAnswer(
          response.responseId(),
          response.surveyId(),
          response.ticketId(),
          response.channel(),
          response.locale(),
          response.submittedAt(),
          response.withdrawnAt(),
          response.answers(),
          response.context());
    }
  }

  /** What he asked for help with. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldTicket(
      String ticketId,
      String status,
      @Nullable String subject,
      @Nullable String name,
      @Nullable String email,
      @Nullable String locale,
      Instant openedAt,
      Context context) {

    static HeldTicket of(Ticket ticket) {
      var requester = ticket.requester();
      return new HeldTicket(
          ticket.ticketId(),
          ticket.status(),
          ticket.subject(),
          requester == null ? null : requester.name(),
          requester == null ? null : requester.email(),
          requester == null ? null : requester.locale(),
          ticket.openedAt(),
          ticket.context());
    }
  }

  /** The newest of each first. */
  static PersonView of(
      Person person,
      List<InvitationDocument> invitations,
      List<Response> answers,
      List<Ticket> tickets) {
    return new PersonView(
        person.id(),
        person.optedOutAt(),
        person.asks(),
        person.pending(),
        invitations.stream()
            .sorted(Comparator.comparing(InvitationDocument::issuedAt).reversed())
            .map(HeldInvitation::of)
            .toList(),
        answers.stream()
            .sorted(Comparator.comparing(Response::submittedAt).reversed())
            .map(HeldAnswer::of)
            .toList(),
        tickets.stream()
            .sorted(Comparator.comparing(Ticket::openedAt).reversed())
            .map(HeldTicket::of)
            .toList(),
        person.unreachable());
  }

  boolean saysNothing() {
    return optedOutAt == null
        && asks.isEmpty()
        && pending.isEmpty()
        && invitations.isEmpty()
        && answers.isEmpty()
        && tickets.isEmpty()
        && unreachable.isEmpty();
  }
}
