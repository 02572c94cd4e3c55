package dev.barometer.survey.asking;

import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRequest;
import dev.barometer.survey.campaign.Trigger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a form has of a campaign, as it was typed; shown again when something of it is wrong.
 *
 * @param sampling in percent
 * @param before and the other parts of a trigger: empty where it has none of them
 * @param coolDownPer empty where all counts
 * @param condition lines of {@code field: value}, one for each value; {@code excluded}, too
 */
record CampaignForm(
    String campaignId,
    String surveyId,
    String trigger,
    String channel,
    SpanText delay,
    String sampling,
    SpanText expiry,
    SpanText reminders,
    SpanText coolDown,
    String coolDownOver,
    String mostPer30Days,
    SpanText maximumAge,
    String condition,
    String excluded,
    String before,
    String cron,
    String zone,
    String requestersOf,
    String delayIn,
    String coolDownPer) {
  private static final int PERCENT = 2;

  CampaignForm {
    campaignId = typed(campaignId);
    surveyId = typed(surveyId);
    trigger = typed(trigger);
    channel = typed(channel);
    delay = typed(delay);
    sampling = typed(sampling);
    expiry = typed(expiry);
    reminders = typed(reminders);
    coolDown = typed(coolDown);
    coolDownOver = typed(coolDownOver);
    mostPer30Days = typed(mostPer30Days);
    maximumAge = typed(maximumAge);
    condition = typed(condition);
    excluded = typed(excluded);
    before = typed(before);
    cron = typed(cron);
    zone = typed(zone);
    requestersOf = typed(requestersOf);
    delayIn = typed(delayIn);
    coolDownPer = typed(coolDownPer);
  }

  private static String typed(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static SpanText typed(@Nullable SpanText span) {
    return span == null ? new SpanText("", "days") : span;
  }

  /** For a new one: as a campaign is when the API is told no more than it must be. */
  static CampaignForm empty() {
    CampaignRequest least =
        new CampaignRequest(
            "",
            "",
            Trigger.of(Trigger.TICKET_RESOLVED),
            null,
            Campaign.MAIL,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return of(least.toCampaign(Instant.EPOCH));
  }

  static CampaignForm of(Campaign campaign) {
    Integer most = campaign.mostPer30Days();
    return new CampaignForm(
        campaign.campaignId(),
        campaign.surveyId(),
        campaign.trigger().on(),
        campaign.channel(),
        SpanText.of(List.of(campaign.delay())),
        BigDecimal.valueOf(campaign.sampling())
            .movePointRight(PERCENT)
            .stripTrailingZeros()
            .toPlainString(),
        SpanText.of(List.of(campaign.expiry())),
        SpanText.of(campaign.reminders()),
        SpanText.of(List.of(campaign.coolDown())),
        campaign.coolDownOver(),
        most == null ? "" : most.toString(),
        SpanText.of(List.of(campaign.maximumAge())),
        lines(campaign.condition()),
        lines(campaign.excluded()),
        typed(campaign.trigger().before()),
        typed(campaign.trigger().cron()),
        typed(campaign.trigger().zone()),
        typed(campaign.trigger().requestersOf()),
        campaign.delayIn(),
        typed(campaign.coolDownPer()));
  }

  /** As the API takes it. What is no number becomes one that no campaign may have. */
  CampaignRequest toRequest(String id) {
    return new CampaignRequest(
        orMissing(id),
        orMissing(surveyId),
        new Trigger(
            trigger, orMissing(before), orMissing(cron), orMissing(zone), orMissing(requestersOf)),
        fields(condition),
        orMissing(channel),
        delay.toIso(),
        sampling.isEmpty() ? null : (Double) share(sampling),
        expiry.toIso(),
        reminders.toIsos(),
        coolDown.toIso(),
        orMissing(coolDownOver),
        mostPer30Days.isEmpty() ? null : (Integer) number(mostPer30Days),
        maximumAge.toIso(),
        fields(excluded),
        orMissing(delayIn),
        orMissing(coolDownPer));
  }

  private static @Nullable String orMissing(String text) {
    return text.isEmpty() ? null : text;
  }

  private static double share(String percent) {
    try {
      return new BigDecimal(percent).movePointLeft(PERCENT).doubleValue();
    } catch (NumberFormatException unreadable) {
      return Double.NaN;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException unreadable) {
      return 0;
    }
  }

  private static String lines(Map<String, List<String>> fields) {
    return fields.entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, List<String>> fields(String lines) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String line : lines.split("\\R")) {
      if (!line.isBlank()) {
        int colon = line.indexOf(':');
        String field = (colon < 0 ? line : line.substring(0, colon)).strip();
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        fields.computeIfAbsent(field, first -> new ArrayList<>()).add(value);
      }
    }
    return fields;
  }
}
