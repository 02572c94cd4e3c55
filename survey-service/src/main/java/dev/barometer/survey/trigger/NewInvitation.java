package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Requester;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occasion.Occasion;
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
    Occasion occasion = candidate.occasion();
    boolean asks = verdict == Verdict.ASKED;
    Requester requester = occasion.person();
    return new InvitationDocument(
        candidate.invitationId(),
        1,
        asks ? InvitationDocument.ISSUED : InvitationDocument.SUPPRESSED,
        asks ? null : verdict.id(),
        campaign.surveyId(),
        surveyVersion,
        campaign.campaignId(),
        campaign.channel(),
        occasion.ticketId(),
        candidate.personId().orElse(null),
        asks && requester != null ? requester.email() : null,
        asks && requester != null ? requester.locale() : null,
        occasion.context(),
        candidate.at(),
        now,
        asks ? now.plus(campaign.expiry()) : null,
        null,
        null,
        0,
        asks ? linkHash : null,
        occasion.key().source().id(),
        occasion.key().subjectId());
  }
}
