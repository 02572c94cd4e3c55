package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Requester;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.Occurrence;
import java.time.Instant;

/** What a verdict makes of a candidate. */
final class NewInvitation {
  private NewInvitation() {}

  /**
   * An invitation, or the note that nobody was asked: that one keeps no address.
   *
   * @param surveyVersion that is asked now
   * @param linkHash of its link
   */
  static InvitationDocument of(
      Candidate candidate, Verdict verdict, int surveyVersion, String linkHash, Instant now) {
    Campaign campaign = candidate.campaign();
    Occurrence occurrence = candidate.occurrence();
    boolean asks = verdict == Verdict.ASKED;
    Requester requester = occurrence.person();
    return new InvitationDocument(
        candidate.invitationId(),
        1,
        asks ? InvitationDocument.ISSUED : InvitationDocument.SUPPRESSED,
        asks ? null : verdict.id(),
        campaign.surveyId(),
        surveyVersion,
        campaign.campaignId(),
        campaign.channel(),
        occurrence.ticketId(),
        candidate.personId().orElse(null),
        asks && requester != null ? requester.email() : null,
        asks && requester != null ? requester.locale() : null,
        occurrence.context(),
        candidate.at(),
        now,
        asks ? now.plus(campaign.expiry()) : null,
        null,
        null,
        0,
        asks ? linkHash : null,
        occurrence.key().subjectKind().id(),
        occurrence.key().subjectId(),
        null,
        null,
        null);
  }
}
