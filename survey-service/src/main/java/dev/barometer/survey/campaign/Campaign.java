package dev.barometer.survey.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Whom to ask what, and when.
 *
 * @param status {@code stopped}, {@code running} or {@code paused}
 * @param condition by field of the ticket the values it may have; all must hold
 * @param channel {@code mail}, {@code webhook} or {@code link}
 * @param delay from what triggers it to the decision
 * @param sampling the share that is asked, above 0, at most 1
 * @param expiry from asking on, how long it can be answered
 * @param reminders when, from asking on
 * @param coolDown how long nobody is asked again; zero for always
 * @param coolDownOver asked by what: {@code all}, {@code survey} or {@code campaign}
 * @param mostPer30Days null for as often as may be
 * @param maximumAge what is older asks nobody
 * @param excluded by field of the ticket values that are not asked, with {@code *} for any text
 * @param changedAt when it became what it is
 */
@Document(Campaign.COLLECTION)
public record Campaign(
    @Id String campaignId,
    long revision,
    String status,
    String surveyId,
    Trigger trigger,
    Map<String, List<String>> condition,
    String channel,
    Duration delay,
    double sampling,
    Duration expiry,
    List<Duration> reminders,
    Duration coolDown,
    String coolDownOver,
    @Nullable Integer mostPer30Days,
    Duration maximumAge,
    Map<String, List<String>> excluded,
    Instant changedAt) {
  public static final String COLLECTION = "campaigns";

  public static final String STOPPED = "stopped";
  public static final String RUNNING = "running";
  public static final String PAUSED = "paused";

  public static final String MAIL = "mail";
  public static final String WEBHOOK = "webhook";
  public static final String LINK = "link";

  public Campaign {
    condition = condition == null ? Map.of() : condition;
    reminders = reminders == null ? List.of() : reminders;
    excluded = excluded == null ? Map.of() : excluded;
  }

  public boolean isRunning() {
    return status.equals(RUNNING);
  }

  /** The same while it asks nobody. */
  public Campaign paused(Instant at) {
    return isRunning() ? become(PAUSED, at) : this;
  }

  /** The same in another state. */
  Campaign become(String newStatus, Instant at) {
    return new Campaign(
        campaignId,
        revision + 1,
        newStatus,
        surveyId,
        trigger,
        condition,
        channel,
        delay,
        sampling,
        expiry,
        reminders,
        coolDown,
        coolDownOver,
        mostPer30Days,
        maximumAge,
        excluded,
        at);
  }
}
