package dev.barometer.survey.answers;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationFilter;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.visitor.AskedReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What staff can ask somebody, and about what. */
@Component
class EntryReader {
  private static final int MOST = 50;

  private final SurveyRepository surveys;
  private final InvitationRepository invitations;
  private final KnownTicketRepository tickets;
  private final AskedReader asked;

  EntryReader(
      SurveyRepository surveys,
      InvitationRepository invitations,
      KnownTicketRepository tickets,
      AskedReader asked) {
    this.surveys = surveys;
    this.invitations = invitations;
    this.tickets = tickets;
    this.asked = asked;
  }

  /**
   * What is asked.
   *
   * @param invitation that the answer closes; null where nobody was invited
   * @param ticket what it is about, where it is known; null where it is about none
   */
  record Entry(
      SurveyVersion survey, @Nullable InvitationDocument invitation, @Nullable Ticket ticket) {}

  /** The newest version of each survey that is published. */
  List<SurveyVersion> published() {
    return surveys.all().stream()
        .map(SurveyVersion::surveyId)
        .distinct()
        .flatMap(id -> surveys.published(id).stream())
        .filter(survey -> !survey.hidesWho())
        .toList();
  }

  /** The invitations of a ticket or a person that wait for an answer; none where none is named. */
  List<InvitationDocument> open(@Nullable String ticket, @Nullable String person) {
    return ticket == null && person == null
        ? List.of()
        : invitations
            .page(
                new InvitationFilter(null, ticket, person, InvitationFilter.WAITING, null),
                null,
                MOST)
            .items();
  }

  /** By an invitation; empty where it does not wait for an answer. */
  Optional<Entry> byInvitation(String id) {
    return invitations
        .find(id)
        .filter(InvitationDocument::isOpen)
        .map(one -> new Entry(asked.survey(one), one, null))
        .filter(one -> !one.survey().hidesWho());
  }

  /**
   * By a survey, perhaps about a ticket: an invitation that asks the same about it is closed by the
   * answer.
   *
   * @param answerId decides which questions take turns
   * @throws InvalidRequestException where there is no such survey or ticket
   */
  Entry bySurvey(String surveyId, @Nullable String ticketId, String answerId) {
    SurveyVersion survey =
        surveys
            .published(surveyId)
            .filter(one -> !one.hidesWho())
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "survey",
                        "must be a survey that is published, and none that is anonymous"));
    if (ticketId == null) {
      return new Entry(Rotation.pick(survey, answerId), null, null);
    }
    Ticket ticket = tickets.find(List.of(ticketId)).get(ticketId);
    if (ticket == null) {
      throw new InvalidRequestException("ticket", "must be a ticket that is known");
    }
    return open(ticketId, null).stream()
        .filter(one -> one.surveyId().equals(surveyId) && !asked.survey(one).hidesWho())
        .findFirst()
        .map(one -> new Entry(asked.survey(one), one, ticket))
        .orElseGet(() -> new Entry(Rotation.pick(survey, answerId), null, ticket));
  }
}
