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
import java.util.stream.Stream;
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

  /**
   * The invitations of a ticket or a person that wait for an answer, or for the rest of one; none
   * where none is named.
   */
  List<InvitationDocument> open(@Nullable String ticket, @Nullable String person) {
    if (ticket == null && person == null) {
      return List.of();
    }
    List<InvitationDocument> answered = page(ticket, person, InvitationDocument.ANSWERED);
    return Stream.concat(
            page(ticket, person, InvitationFilter.WAITING).stream(),
            asked.unfinished(answered).stream())
        .filter(one -> !asked.survey(one).hidesWho())
        .toList();
  }

  private List<InvitationDocument> page(
      @Nullable String ticket, @Nullable String person, String status) {
    return invitations
        .page(new InvitationFilter(null, ticket, person, status, null), null, MOST)
        .items();
  }

  /** By an invitation; empty where it does not wait for an answer, or for the rest of one. */
  Optional<Entry> byInvitation(String id) {
    return invitations
        .find(id)
        .filter(one -> one.isOpen() || !asked.unfinished(List.of(one)).isEmpty())
        .flatMap(this::of);
  }

  /**
   * By an invitation that somebody was asked by: what he said counts, also where it expired or was
   * called back meanwhile.
   */
  Optional<Entry> askedBy(String id) {
    return invitations
        .find(id)
        .filter(one -> !one.status().equals(InvitationDocument.SUPPRESSED))
        .flatMap(this::of);
  }

  private Optional<Entry> of(InvitationDocument invitation) {
    return Optional.of(new Entry(asked.survey(invitation), invitation, null))
        .filter(one -> !one.survey().hidesWho());
  }

  /**
   * By a survey, perhaps about a ticket: an invitation that asks the same about it is closed by the
   * answer, and decides which questions take turns.
   *
   * @param answerId decides that where there is no invitation
   * @throws InvalidRequestException where there is no such survey or ticket
   */
  Entry bySurvey(String surveyId, @Nullable String ticketId, String answerId) {
    Entry alone = alone(surveyId, ticketId, answerId);
    return closedBy(alone)
        .map(one -> new Entry(asked.survey(one), one, alone.ticket()))
        .orElse(alone);
  }

  /**
   * The same of somebody who was asked before there was such an invitation: it is closed by his
   * answer, too, and the questions are those that he was asked.
   */
  Entry askedBySurvey(String surveyId, @Nullable String ticketId, String answerId) {
    Entry alone = alone(surveyId, ticketId, answerId);
    return closedBy(alone)
        .filter(one -> one.surveyVersion() == alone.survey().version())
        .map(one -> new Entry(alone.survey(), one, alone.ticket()))
        .orElse(alone);
  }

  private Optional<InvitationDocument> closedBy(Entry entry) {
    Ticket ticket = entry.ticket();
    return ticket == null
        ? Optional.empty()
        : open(ticket.ticketId(), null).stream()
            .filter(one -> one.surveyId().equals(entry.survey().surveyId()))
            .findFirst();
  }

  private Entry alone(String surveyId, @Nullable String ticketId, String answerId) {
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
    return new Entry(Rotation.pick(survey, answerId), null, ticket);
  }
}
