package dev.barometer.survey.campaign;

import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.signature.LinkSecrets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Links by which anybody may answer: one of each campaign with that trigger, for a page, a poster,
 * the foot of a mail. They follow from the campaign's id and the services' key, and lead to it as
 * long as that key is known.
 */
@Component
public class OpenLinkReader {
  private static final String ABOUT = "open-link|";

  private final CampaignRepository campaigns;
  private final LinkSecrets secrets;
  private final LinkProperties links;

  public OpenLinkReader(CampaignRepository campaigns, LinkSecrets secrets, LinkProperties links) {
    this.campaigns = campaigns;
    this.secrets = secrets;
    this.links = links;
  }

  /** Its address; empty where it asks in another way. */
  public Optional<String> addressOf(Campaign campaign) {
    return isOpen(campaign)
        ? Optional.of(links.survey() + "/s/" + secrets.of(ABOUT + campaign.campaignId()))
        : Optional.empty();
  }

  /** Whose it is. */
  public Optional<Campaign> find(String secret) {
    String hash = LinkSecrets.hash(secret);
    return campaigns.all().stream()
        .filter(OpenLinkReader::isOpen)
        .filter(one -> secrets.find(ABOUT + one.campaignId(), hash).isPresent())
        .findFirst();
  }

  private static boolean isOpen(Campaign campaign) {
    return campaign.trigger().asksAnybody();
  }
}
