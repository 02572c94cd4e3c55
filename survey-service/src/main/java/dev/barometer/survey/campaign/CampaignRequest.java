package dev.barometer.survey.campaign;

import dev.barometer.contract.rule.Blank;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.person.Person;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign is to be; what is left out is as {@link Campaign} usually is.
 *
 * @param delay and the other spans: ISO 8601 durations, such as {@code PT1H} or {@code P14D}
 * @param sampling above 0, at most 1
 * @param delayIn {@code time} or {@code business-hours}
 * @param coolDownPer a field of what is asked about
 */
public record CampaignRequest(
    @Nullable String campaignId,
    @Nullable String surveyId,
    @Nullable Trigger trigger,
    @Nullable Map<String, List<String>> condition,
    @Nullable String channel,
    @Nullable String delay,
    @Nullable Double sampling,
    @Nullable String expiry,
    @Nullable List<String> reminders,
    @Nullable String coolDown,
    @Nullable String coolDownOver,
    @Nullable Integer mostPer30Days,
    @Nullable String maximumAge,
    @Nullable Map<String, List<String>> excluded,
    @Nullable String delayIn,
    @Nullable String coolDownPer) {

  private static final List<String> CHANNELS =
      List.of(Campaign.MAIL, Campaign.WEBHOOK, Campaign.LINK);
  private static final List<String> DELAYS_IN = List.of(Campaign.TIME, Campaign.BUSINESS_HOURS);
  private static final List<String> OVER = List.of("all", "survey", "campaign");
  private static final Duration LONGEST = Person.REMEMBERED;
  private static final int MOST_REMINDERS = 5;
  private static final int MOST_VALUES = 200;

  /** What is wrong with it; empty where nothing is. */
  List<Violation> check(Instant now) {
    Violations violations = new Violations(now);
    violations.id("campaignId", campaignId);
    violations.id("surveyId", surveyId);
    if (violations.present("trigger", trigger) && trigger != null) {
      violations.oneOf("trigger.on", trigger.on(), Trigger.KINDS);
      TriggerPolicy.check(trigger, violations);
    }
    violations.oneOf("channel", channel, CHANNELS);
    if (delayIn != null) {
      violations.oneOf("delayIn", delayIn, DELAYS_IN);
    }
    List<String> fields =
        Occurrence.fields(trigger == null || trigger.on() == null ? "" : trigger.on());
    if (coolDownPer != null) {
      violations.oneOf("coolDownPer", coolDownPer, fields);
    }
    if (coolDownOver != null) {
      violations.oneOf("coolDownOver", coolDownOver, OVER);
    }
    if (sampling != null && !(sampling > 0 && sampling <= 1)) {
      violations.broken("sampling", "must be above 0 and at most 1");
    }
    if (mostPer30Days != null && (mostPer30Days < 1 || mostPer30Days > Person.MOST_ASKS)) {
      violations.broken("mostPer30Days", "must be from 1 to " + Person.MOST_ASKS);
    }
    checkSpan("delay", delay, Duration.ZERO, violations);
    checkSpan("expiry", expiry, Duration.ofMinutes(1), violations);
    checkSpan("coolDown", coolDown, Duration.ZERO, violations);
    checkSpan("maximumAge", maximumAge, Duration.ofMinutes(1), violations);
    checkReminders(violations);
    if (trigger != null && trigger.asksAnybody()) {
      checkOpenLink(violations);
    }
    checkFields("condition", condition, fields, violations);
    checkFields("excluded", excluded, fields, violations);
    return violations.all();
  }

  /** Whoever comes by an open link is not chosen, and nobody knows where to remind him. */
  private void checkOpenLink(Violations violations) {
    if (channel != null && !channel.equals(Campaign.LINK)) {
      violations.broken("channel", "must be link: an open link is sent to nobody");
    }
    boolean chooses =
        condition != null && !condition.isEmpty() || excluded != null && !excluded.isEmpty();
    if (chooses) {
      violations.broken(
          condition == null || condition.isEmpty() ? "excluded" : "condition",
          "must be empty: nobody is chosen for an open link");
    }
    if (sampling != null && sampling < 1) {
      violations.broken("sampling", "must be 1: nobody is chosen for an open link");
    }
    if (reminders != null && !reminders.isEmpty()) {
      violations.broken("reminders", "must be empty: nobody is known by an open link");
    }
  }

  private void checkReminders(Violations violations) {
    List<String> all = reminders == null ? List.of() : reminders;
    if (all.size() > MOST_REMINDERS) {
      violations.broken("reminders", "must be at most " + MOST_REMINDERS);
      return;
    }
    Duration before = Duration.ZERO;
    for (int i = 0; i < all.size(); i++) {
      String name = "reminders[" + i + "]";
      if (checkSpan(name, all.get(i), before.plusMinutes(1), violations) && all.get(i) != null) {
        before = Duration.parse(all.get(i));
        if (expiry != null && isSpan(expiry) && before.compareTo(Duration.parse(expiry)) >= 0) {
          violations.broken(name, "must be before the expiry");
        }
      }
    }
  }

  private static boolean checkSpan(
      String field, @Nullable String text, Duration least, Violations violations) {
    if (text == null) {
      return true;
    }
    if (!isSpan(text)) {
      violations.broken(field, "must be an ISO 8601 duration of days or less, such as P3D or PT1H");
      return false;
    }
    Duration span = Duration.parse(text);
    if (span.compareTo(least) < 0 || span.compareTo(LONGEST) > 0) {
      violations.broken(field, "must be from " + iso(least) + " to " + iso(LONGEST));
      return false;
    }
    return true;
  }

  private static boolean isSpan(String text) {
    try {
      Duration.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void checkFields(
      String field,
      @Nullable Map<String, List<String>> values,
      List<String> fields,
      Violations violations) {
    if (values == null) {
      return;
    }
    values.forEach(
        (name, list) -> {
          String path = field + "." + name;
          if (!fields.contains(name)) {
            violations.broken(path, "must be one of " + String.join(", ", new TreeSet<>(fields)));
          } else if (list == null || list.isEmpty() || list.size() > MOST_VALUES) {
            violations.broken(path, "must be 1 to " + MOST_VALUES + " values");
          } else {
            for (int i = 0; i < list.size(); i++) {
              violations.id(path + "[" + i + "]", Blank.toMissing(list.get(i)));
            }
          }
        });
  }

  /** A sound one as a campaign that does nothing yet. */
  public Campaign toCampaign(Instant now) {
    return toCampaign(1, Campaign.STOPPED, now);
  }

  /** The same, its trigger in that zone where it depends on one and none is said. */
  CampaignRequest in(ZoneId zone) {
    return trigger == null
        ? this
        : new CampaignRequest(
            campaignId,
            surveyId,
            trigger.in(zone),
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
            delayIn,
            coolDownPer);
  }

  /** The same campaign, changed: when it was started stays. */
  Campaign toCampaign(Campaign before, Instant now) {
    return toCampaign(
        before.revision() + 1, before.status(), now, before.startedAt(), before.firstStartedAt());
  }

  Campaign toCampaign(long revision, String status, Instant now) {
    return toCampaign(revision, status, now, null, null);
  }

  private Campaign toCampaign(
      long revision,
      String status,
      Instant now,
      @Nullable Instant startedAt,
      @Nullable Instant firstStartedAt) {
    return new Campaign(
        Objects.requireNonNull(campaignId),
        revision,
        status,
        Objects.requireNonNull(surveyId),
        Objects.requireNonNull(trigger),
        condition == null ? Map.of() : condition,
        Objects.requireNonNull(channel),
        span(delay, "PT1H"),
        sampling == null ? 1 : sampling,
        openFor(),
        reminders == null ? List.of() : reminders.stream().map(Duration::parse).toList(),
        span(coolDown, "P30D"),
        coolDownOver == null ? "all" : coolDownOver,
        mostPer30Days,
        span(maximumAge, "P7D"),
        excluded == null ? Map.of() : excluded,
        now,
        delayIn == null ? Campaign.TIME : delayIn,
        coolDownPer,
        startedAt,
        firstStartedAt);
  }

  /** How long a sound one can be answered. */
  Duration openFor() {
    return span(expiry, "P14D");
  }

  private static Duration span(@Nullable String text, String usual) {
    return Duration.parse(text == null ? usual : text);
  }

  /** Days where it is whole days, as somebody would write it. */
  static String iso(Duration span) {
    boolean wholeDays = !span.isZero() && span.equals(Duration.ofDays(span.toDays()));
    return wholeDays ? "P" + span.toDays() + "D" : span.toString();
  }
}
