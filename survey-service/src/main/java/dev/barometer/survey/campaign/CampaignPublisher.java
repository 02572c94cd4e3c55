package dev.barometer.survey.campaign;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.quiet.QuietHours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;

/** Makes campaigns what they become, and writes down who did it. */
@Component
public class CampaignPublisher {
  /** Due when a campaign was started or changed: it may have to ask by itself. */
  public static final String LOOK = "campaign.look";

  private static final String MAIL_HOST = "spring.mail.host";
  private static final String MAIL_FROM = "barometer.mail.from";
  private static final String WEBHOOK = "barometer.webhook.url";
  private static final String WEBHOOK_SECRET = "barometer.webhook.secret";
  private static final String MAILS_KEPT = "barometer.mail.kept";
  private static final String EXPIRY = "expiry";

  private final CampaignRepository campaigns;
  private final SurveyRepository surveys;
  private final AuditLog audit;
  private final Environment settings;
  private final LinkProperties links;
  private final ObjectProvider<Timetable> timetable;
  private final ZoneId zone;
  private final boolean isStrict;
  private final QuietHours quiet;
  private final Clock clock;

  public CampaignPublisher(
      CampaignRepository campaigns,
      SurveyRepository surveys,
      AuditLog audit,
      Environment settings,
      LinkProperties links,
      ObjectProvider<Timetable> timetable,
      BarometerProperties organisation,
      QuietHours quiet,
      Clock clock) {
    this.campaigns = campaigns;
    this.surveys = surveys;
    this.audit = audit;
    this.settings = settings;
    this.links = links;
    this.timetable = timetable;
    this.zone = organisation.organisation().zone();
    this.isStrict = organisation.organisation().privacy() == BarometerProperties.Privacy.STRICT;
    this.quiet = quiet;
    this.clock = clock;
  }

  /** A new one, which does nothing yet. */
  public Campaign create(CampaignRequest request) {
    Campaign campaign = sound(request.in(zone)).toCampaign(now());
    if (!campaigns.insert(campaign)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "There is a campaign " + campaign.campaignId() + " already");
    }
    return campaign;
  }

  /** Changes what it asks whom; what has been decided stays decided. */
  public Campaign change(String campaignId, @Nullable Long wanted, CampaignRequest asked) {
    CampaignRequest request = asked.in(zone);
    if (!Objects.equals(request.campaignId(), campaignId)) {
      throw new InvalidRequestException(
          List.of(new Violation("campaignId", "must be that of the address")));
    }
    sound(request);
    audit.record("campaign.changed", campaignId, Map.of());
    return become(
        campaignId,
        before -> {
          IfMatch.require(wanted, before.revision());
          Campaign after = request.toCampaign(before, now());
          if (after.isRunning()) {
            requireAble(after);
          }
          return after;
        });
  }

  public Campaign start(String campaignId) {
    requireAble(find(campaignId));
    audit.record("campaign.started", campaignId, Map.of());
    return become(
        campaignId, before -> before.isRunning() ? before : before.become(Campaign.RUNNING, now()));
  }

  public Campaign pause(String campaignId) {
    find(campaignId);
    audit.record("campaign.paused", campaignId, Map.of());
    return become(
        campaignId, before -> before.isRunning() ? before.become(Campaign.PAUSED, now()) : before);
  }

  /**
   * As it is at that moment: whoever was faster is not written over. What asks by itself is looked
   * at before and after, so that whoever dies between has it looked at.
   */
  private Campaign become(String campaignId, UnaryOperator<Campaign> change) {
    look(find(campaignId));
    Campaign after = replace(campaignId, change);
    look(after);
    return after;
  }

  private void look(Campaign campaign) {
    if (campaign.trigger().asksByItself()) {
      timetable.getObject().schedule(new Due(LOOK, campaign.campaignId(), now()));
    }
  }

  private Campaign replace(String campaignId, UnaryOperator<Campaign> change) {
    while (true) {
      Campaign before = find(campaignId);
      Campaign after = change.apply(before);
      if (after == before || campaigns.replace(before, after)) {
        return after;
      }
    }
  }

  public Campaign find(String campaignId) {
    return campaigns
        .find(campaignId)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no campaign " + campaignId));
  }

  private CampaignRequest sound(CampaignRequest request) {
    List<Violation> violations = new ArrayList<>(request.check(now()));
    Trigger trigger = request.trigger();
    if (trigger != null && trigger.cron() != null) {
      String wrong = CronReader.wrong(trigger.cron(), now());
      if (wrong != null) {
        violations.add(new Violation("trigger.cron", wrong));
      }
    }
    if (violations.stream().noneMatch(violation -> violation.field().equals("surveyId"))
        && surveys.versions(String.valueOf(request.surveyId())).isEmpty()) {
      violations.add(new Violation("surveyId", "must be that of a survey"));
    }
    boolean isRead =
        violations.stream().noneMatch(one -> List.of(EXPIRY, "channel").contains(one.field()));
    if (isRead) {
      checkExpiry(String.valueOf(request.channel()), request.openFor(), violations);
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    return request;
  }

  /** What expires while nobody is written to would never go out. */
  private void checkExpiry(String channel, Duration openFor, List<Violation> violations) {
    if (!channel.equals(Campaign.LINK) && openFor.compareTo(quiet.longest()) <= 0) {
      violations.add(
          new Violation(
              EXPIRY,
              "must be longer than "
                  + CampaignRequest.iso(quiet.longest())
                  + ": so long nothing goes out in one go (barometer.delivery.quiet-hours, .weekends)"));
    }
  }

  /** Whether it could do what it is to do. */
  private void requireAble(Campaign campaign) {
    List<Violation> violations = new ArrayList<>();
    if (surveys.published(campaign.surveyId()).isEmpty()) {
      violations.add(new Violation("surveyId", "must be that of a survey that is published"));
    }
    String missing = missingFor(campaign.channel());
    if (missing != null) {
      violations.add(new Violation("channel", missing));
    }
    boolean isOpenLink = campaign.trigger().asksAnybody();
    if (isOpenLink && isStrict) {
      violations.add(
          new Violation(
              "trigger.on",
              "must not be open-link where barometer.organisation.privacy is strict: one visitor"
                  + " could be a group"));
    }
    if (isOpenLink
        && surveys.published(campaign.surveyId()).filter(SurveyVersion::hidesWho).isPresent()) {
      violations.add(
          new Violation("surveyId", "must not be anonymous: who answers twice is not known"));
    }
    if ((isOpenLink || !campaign.channel().equals(Campaign.LINK)) && links.survey().isEmpty()) {
      violations.add(
          new Violation("channel", "needs links that lead here: set barometer.links.survey"));
    }
    checkExpiry(campaign.channel(), campaign.expiry(), violations);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
  }

  /** Why nothing could go out this way; null where it can. */
  private @Nullable String missingFor(String channel) {
    if (channel.equals(Campaign.MAIL)) {
      if (isSet(MAIL_HOST)) {
        return isSet(MAIL_FROM) ? null : "must not be mail: there is no " + MAIL_FROM;
      }
      return settings.getProperty(MAILS_KEPT, Boolean.class, false)
          ? null
          : "must not be mail: there is no mail server (" + MAIL_HOST + ")";
    }
    if (channel.equals(Campaign.WEBHOOK)) {
      return Stream.of(WEBHOOK, WEBHOOK_SECRET)
          .filter(name -> !isSet(name))
          .findFirst()
          .map("must not be webhook: there is no "::concat)
          .orElse(null);
    }
    return null;
  }

  private boolean isSet(String setting) {
    return StringUtils.hasText(settings.getProperty(setting));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
