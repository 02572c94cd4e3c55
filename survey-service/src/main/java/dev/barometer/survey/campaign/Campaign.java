package dev.barometer.survey.campaign;

import dev.barometer.starter.calendar.BusinessCalendar;
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
 * @param delayIn {@code time}, or {@code business-hours} of the organisation
 * @param coolDownPer a field of what is asked about: only what had the same value of it counts for
 *     the cool-down; null where all of it does
 * @param startedAt when it was started last; null where it was not, or before that was noted
 * @param firstStartedAt when it was started first
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
    Instant changedAt,
    String delayIn,
    @Nullable String coolDownPer,
    @Nullable Instant startedAt,
    @Nullable Instant firstStartedAt) {
  public static final String COLLECTION = "campaigns";

  public static final String STOPPED = "stopped";
  public static final String RUNNING = "running";
  public static final String PAUSED = "paused";

  public static final String TIME = "time";
  public static final String BUSINESS_HOURS = "business-hours";

  public static final String MAIL = "mail";
  public static final String WEBHOOK = "webhook";
  public static final String LINK = "link";

  public Campaign {
    condition = condition == null ? Map.of() : condition;
    reminders = reminders == null ? List.of() : reminders;
    excluded = excluded == null ? Map.of() : excluded;
    delayIn = delayIn == null ? TIME : delayIn;
  }

  public boolean isRunning() {
    return status.equals(RUNNING);
  }

  /** The fields that its cool-down goes by: one, or none. */
  public List<String> coolDownFields() {
    return coolDownPer == null ? List.of() : List.of(coolDownPer);
  }

  /** When it is decided what came about then. In business hours that is in them. */
  Instant afterDelay(Instant at, BusinessCalendar calendar) {
    if (!delayIn.equals(BUSINESS_HOURS)) {
      return at.plus(delay);
    }
    return delay.isZero() ? calendar.nextOpen(at) : calendar.plus(at, delay);
  }

  /** The same while it asks nobody. */
  public Campaign paused(Instant at) {
    return isRunning() ? become(PAUSED, at) : this;
  }

  /** The same in another state. */
  Campaign become(String newStatus, Instant at) {
    boolean starts = newStatus.equals(RUNNING);
    // One that ran before it was noted when has been started before all that is known.
    boolean first = starts && status.equals(STOPPED);
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
        at,
        delayIn,
        coolDownPer,
        starts ? at : startedAt,
        first ? at : firstStartedAt);
  }
}
