package dev.barometer.survey.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign as the API shows it: as it could have been asked for, and how it stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(
    String campaignId,
    String surveyId,
    Trigger trigger,
    Map<String, List<String>> condition,
    String channel,
    String delay,
    double sampling,
    String expiry,
    List<String> reminders,
    String coolDown,
    String coolDownOver,
    @Nullable Integer mostPer30Days,
    String maximumAge,
    Map<String, List<String>> excluded,
    String status,
    long revision,
    Instant changedAt,
    String delayIn,
    @Nullable String coolDownPer,
    @Nullable Instant startedAt,
    @Nullable String link) {

  /**
   * @param link its open link; null where it has none
   */
  static CampaignView of(Campaign campaign, @Nullable String link) {
    return new CampaignView(
        campaign.campaignId(),
        campaign.surveyId(),
        campaign.trigger(),
        campaign.condition(),
        campaign.channel(),
        CampaignRequest.iso(campaign.delay()),
        campaign.sampling(),
        CampaignRequest.iso(campaign.expiry()),
        campaign.reminders().stream().map(CampaignRequest::iso).toList(),
        CampaignRequest.iso(campaign.coolDown()),
        campaign.coolDownOver(),
        campaign.mostPer30Days(),
        CampaignRequest.iso(campaign.maximumAge()),
        campaign.excluded(),
        campaign.status(),
        campaign.revision(),
        campaign.changedAt(),
        campaign.delayIn(),
        campaign.coolDownPer(),
        campaign.startedAt(),
        link);
  }
}
