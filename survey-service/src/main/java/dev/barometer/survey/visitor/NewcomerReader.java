package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.OpenLinks;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Those who come by an open link. Each page that is drawn for it has a link of its own, by which
 * one answer is given: a random half, and one that shows that it was given out here. So nothing is
 * kept of whoever only looks.
 */
@Component
class NewcomerReader {
  private static final int HALF_BYTES = 16;
  private static final int HALF = 22;

  private final OpenLinks open;
  private final CampaignRepository campaigns;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  NewcomerReader(
      OpenLinks open,
      CampaignRepository campaigns,
      SurveyRepository surveys,
      LinkSecrets secrets,
      Clock clock) {
    this.open = open;
    this.campaigns = campaigns;
    this.surveys = surveys;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The secret of a link of one's own; empty where that is not the secret of an open link. */
  Optional<String> welcome(String openSecret) {
    return open.find(openSecret)
        .map(
            campaign -> {
              byte[] bits = new byte[HALF_BYTES];
              random.nextBytes(bits);
              String half = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
              return half + secrets.of(about(campaign, half));
            });
  }

  /**
   * What a link of one's own leads to before something was sent by it; empty where none of them is
   * like this.
   *
   * @throws LinkRefusedException where the campaign does not ask now
   */
  Optional<InvitationDocument> find(String secret) {
    if (secret.length() != 2 * HALF) {
      return Optional.empty();
    }
    String half = secret.substring(0, HALF);
    String hash = LinkSecrets.hash(secret.substring(HALF));
    return campaigns.all().stream()
        .filter(one -> one.trigger().on().equals(Occurrence.OPEN_LINK))
        .filter(one -> secrets.find(about(one, half), hash).isPresent())
        .findFirst()
        .map(campaign -> invitation(campaign, half, LinkSecrets.hash(secret)));
  }

  private static String about(Campaign campaign, String half) {
    return "newcomer|" + campaign.campaignId() + "|" + half;
  }

  private InvitationDocument invitation(Campaign campaign, String half, String linkHash) {
    // Of an anonymous survey five answers must be of five people, and here nobody knows that.
    SurveyVersion survey =
        surveys
            .published(campaign.surveyId())
            .filter(version -> campaign.isRunning() && !version.hidesWho())
            .orElseThrow(LinkRefusedException::closed);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new InvitationDocument(
        new OccurrenceKey(Occurrence.OPEN_LINK, half, "").invitationId(campaign.campaignId()),
        1,
        InvitationDocument.ISSUED,
        null,
        survey.surveyId(),
        survey.version(),
        campaign.campaignId(),
        campaign.channel(),
        null,
        null,
        null,
        null,
        Context.NONE,
        now,
        now,
        now.plus(campaign.expiry()),
        null,
        null,
        0,
        linkHash,
        InvitationDocument.NEWCOMER,
        null,
        null,
        null,
        null);
  }
}
