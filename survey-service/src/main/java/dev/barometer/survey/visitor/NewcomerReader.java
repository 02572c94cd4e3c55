package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.OpenLinkReader;
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
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Those who come by an open link. Each page that is drawn for it has a link of its own, by which
 * one answer is given: a random half, one that shows that it was given out here, and the version of
 * the survey that was shown. So nothing is kept of whoever only looks.
 */
@Component
class NewcomerReader {
  private static final int HALF_BYTES = 16;
  private static final int HALF = 22;

  /** Both halves, and the version of the survey that was shown. */
  private static final Pattern OWN = Pattern.compile("[\\w-]{44}[1-9]\\d{0,6}");

  private final OpenLinkReader open;
  private final CampaignRepository campaigns;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  NewcomerReader(
      OpenLinkReader open,
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

  /**
   * The secret of a link of one's own, to what is asked now; empty where that is not the secret of
   * an open link.
   *
   * @throws LinkRefusedException where the campaign does not ask now
   */
  Optional<String> welcome(String openSecret) {
    return Optional.of(openSecret)
        .filter(secret -> secret.length() == HALF)
        .flatMap(open::find)
        .map(
            campaign -> {
              byte[] bits = new byte[HALF_BYTES];
              random.nextBytes(bits);
              String half = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
              int version =
                  surveys.published(campaign.surveyId()).map(SurveyVersion::version).orElse(0);
              requireOpen(campaign, version);
              return half + secrets.of(about(campaign, half, version)) + version;
            });
  }

  /**
   * What a link of one's own leads to before something was sent by it; empty where none of them is
   * like this.
   *
   * @throws LinkRefusedException where the campaign does not ask that now
   */
  Optional<InvitationDocument> find(String secret) {
    if (!OWN.matcher(secret).matches()) {
      return Optional.empty();
    }
    String half = secret.substring(0, HALF);
    String hash = LinkSecrets.hash(secret.substring(HALF, 2 * HALF));
    int version = Integer.parseInt(secret.substring(2 * HALF));
    return campaigns.all().stream()
        .filter(one -> one.trigger().asksAnybody())
        .filter(one -> secrets.find(about(one, half, version), hash).isPresent())
        .findFirst()
        .map(campaign -> invitation(campaign, half, version, LinkSecrets.hash(secret)));
  }

  /**
   * Of somebody who came and has not answered yet.
   *
   * @throws LinkRefusedException where the campaign does not ask that now
   */
  void requireOpen(InvitationDocument newcomer) {
    Campaign campaign =
        campaigns
            .find(newcomer.campaignId())
            .filter(one -> one.surveyId().equals(newcomer.surveyId()))
            .orElseThrow(LinkRefusedException::closed);
    requireOpen(campaign, newcomer.surveyVersion());
  }

  /** What was shown is what is answered, also when a newer version is asked by then. */
  private void requireOpen(Campaign campaign, int version) {
    boolean isOpen =
        campaign.isRunning()
            && campaign.trigger().asksAnybody()
            && surveys.published(campaign.surveyId()).isPresent()
            && surveys
                .find(campaign.surveyId(), version)
                .filter(one -> one.status().equals(SurveyVersion.PUBLISHED))
                // Five anonymous answers must be of five people, and here nobody knows that.
                .filter(one -> !one.hidesWho())
                .isPresent();
    if (!isOpen) {
      throw LinkRefusedException.closed();
    }
  }

  private static String about(Campaign campaign, String half, int version) {
    return String.join(
        "|", "newcomer", campaign.campaignId(), campaign.surveyId(), half, String.valueOf(version));
  }

  private InvitationDocument invitation(
      Campaign campaign, String half, int version, String linkHash) {
    requireOpen(campaign, version);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new InvitationDocument(
        new OccurrenceKey(Occurrence.OPEN_LINK, half, "").invitationId(campaign.campaignId()),
        1,
        InvitationDocument.ISSUED,
        null,
        campaign.surveyId(),
        version,
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
