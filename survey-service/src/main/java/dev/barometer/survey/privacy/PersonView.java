package dev.barometer.survey.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.survey.invitation.Bounce;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.person.Ask;
import dev.barometer.survey.person.Pending;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.UnreachableAddress;
import dev.barometer.survey.visitor.Partial;
import dev.barometer.survey.visitor.SetAside;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that survey-service holds of one person: what is exported.
 *
 * @param optedOutAt since when he does not want to be asked
 * @param asks what decides whether he is asked again
 * @param pending what is still to be decided
 * @param unreachable addresses of his at which nothing arrives
 * @param lifecycle contracts, onboardings, trainings and releases that name him
 * @param unsent what he chose on a page and did not send, or what still waits to be an answer
 * @param setAside answers by his links that wait for somebody to look at them
 * @param entered what staff wrote down of him, as far as it is kept beside the answer
 * @param complaints his cases, without what was said in them
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
    List<UnreachableAddress> unreachable,
    List<HeldSubject> lifecycle,
    List<HeldUnsent> unsent,
    List<HeldSetAside> setAside,
    List<HeldAnswer> entered,
    List<HeldComplaint> complaints) {

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
      @Nullable String bounceDetail,
      String channel,
      int reminders,
      @Nullable Instant deliveredAt,
      @Nullable Instant openedAt) {

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
          bounce == null ? null : bounce.detail(),
          one.channel(),
          one.reminders(),
          one.deliveredAt(),
          one.openedAt());
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
      Context context,
      @Nullable Boolean partial,
      @Nullable String enteredBy) {

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
          response.context(),
          response.partial(),
          response.enteredBy());
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
      Context context,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt) {

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
          ticket.context(),
          ticket.resolvedAt(),
          ticket.closedAt());
    }
  }

  /** What he was named in: a contract, an onboarding, a training or a release. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldSubject(
      String subjectId,
      String kind,
      @Nullable String name,
      @Nullable String personName,
      @Nullable String email,
      @Nullable String locale,
      List<LifecycleSubject.Milestone> milestones,
      @Nullable Instant completedAt,
      @Nullable Instant usedAt,
      @Nullable Instant renewsAt,
      Context context) {

    static HeldSubject of(LifecycleSubject subject) {
      Requester person = subject.person();
      return new HeldSubject(
          subject.subjectId(),
          subject.kind(),
          subject.name(),
          person == null ? null : person.name(),
          person == null ? null : person.email(),
          person == null ? null : person.locale(),
          subject.milestones(),
          subject.completedAt(),
          subject.usedAt(),
          subject.renewsAt(),
          subject.context());
    }
  }

  /** What he chose and did not send. */
  record HeldUnsent(String invitationId, Instant at, String locale, List<Answer> answers) {
    static HeldUnsent of(Partial partial) {
      return new HeldUnsent(
          partial.invitationId(), partial.at(), partial.locale(), partial.answers());
    }
  }

  /** What hardly a person answered, and why that seems so. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldSetAside(
      String invitationId,
      String surveyId,
      @Nullable String ticketId,
      String why,
      Instant at,
      String locale,
      List<Answer> answers) {
    static HeldSetAside of(SetAside one) {
      return new HeldSetAside(
          one.invitationId(),
          one.surveyId(),
          one.ticketId(),
          one.why(),
          one.at(),
          one.locale(),
          one.answers());
    }
  }

  /** That he had a bad experience which is handled; complaint-service has the rest. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldComplaint(
      String complaintId,
      String kind,
      String status,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String ticketId) {
    static HeldComplaint of(Complaint complaint) {
      return new HeldComplaint(
          complaint.complaintId(),
          complaint.kind(),
          complaint.status(),
          complaint.openedAt(),
          complaint.closedAt(),
          complaint.ticketId());
    }
  }

  /** As the rooms hold it. */
  record Held(
      Person person,
      List<InvitationDocument> invitations,
      List<Response> answers,
      List<Ticket> tickets,
      List<LifecycleSubject> lifecycle,
      List<Partial> unsent,
      List<SetAside> setAside,
      List<Response> entered,
      List<Complaint> complaints) {}

  /** The newest of each first. */
  static PersonView of(Held held) {
    Person person = held.person();
    return new PersonView(
        person.id(),
        person.optedOutAt(),
        person.asks(),
        person.pending(),
        newest(held.invitations(), InvitationDocument::issuedAt, HeldInvitation::of),
        newest(held.answers(), Response::submittedAt, HeldAnswer::of),
        newest(held.tickets(), Ticket::openedAt, HeldTicket::of),
        person.unreachable(),
        held.lifecycle().stream().map(HeldSubject::of).toList(),
        newest(held.unsent(), Partial::at, HeldUnsent::of),
        newest(held.setAside(), SetAside::at, HeldSetAside::of),
        newest(held.entered(), Response::submittedAt, HeldAnswer::of),
        newest(held.complaints(), Complaint::openedAt, HeldComplaint::of));
  }

  private static <T, V> List<V> newest(List<T> all, Function<T, Instant> at, Function<T, V> shown) {
    return all.stream().sorted(Comparator.comparing(at).reversed()).map(shown).toList();
  }

  boolean saysNothing() {
    return optedOutAt == null
        && asks.isEmpty()
        && pending.isEmpty()
        && invitations.isEmpty()
        && answers.isEmpty()
        && tickets.isEmpty()
        && unreachable.isEmpty()
        && lifecycle.isEmpty()
        && unsent.isEmpty()
        && setAside.isEmpty()
        && entered.isEmpty()
        && complaints.isEmpty();
  }
}
