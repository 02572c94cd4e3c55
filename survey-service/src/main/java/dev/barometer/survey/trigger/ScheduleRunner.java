package dev.barometer.survey.trigger;

import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.CronReader;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.SubjectKind;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets schedules ask. Each firing is one thing that is due, done by whoever is alive; what was
 * missed while nobody was is made up for once. People are asked a part at a time, so that no part
 * takes longer than a lease.
 */
@Configuration(proxyBeanMethods = false)
class ScheduleRunner {
  private static final String FIRE = "campaign.fire";
  private static final String ASK = "campaign.ask";
  private static final String CONTRACTS = "campaign.contracts";
  private static final int MOST_PEOPLE = 1_000;

  /** No id holds it. */
  private static final String SEPARATOR = "\n";

  private final CampaignRepository campaigns;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;

  ScheduleRunner(CampaignRepository campaigns, ObjectProvider<Timetable> timetable, Clock clock) {
    this.campaigns = campaigns;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** A campaign was started or changed: it may fire at another time than before. */
  @Bean
  DueHandler looking() {
    return DueHandler.of(
        CampaignPublisher.LOOK,
        due ->
            campaigns
                .find(due.key())
                .filter(Campaign::isRunning)
                .ifPresent(
                    one -> {
                      if (fires(one)) {
                        reschedule(one);
                      } else {
                        timetable.getObject().schedule(look(one.campaignId(), ""));
                      }
                    }));
  }

  /** What was due before the change, and is not done yet, is left to be done. */
  private void reschedule(Campaign campaign) {
    Due standing = timetable.getObject().find(FIRE, campaign.campaignId()).orElse(null);
    boolean stays =
        standing != null
            && (standing.data().equals(scheduleOf(campaign).toString())
                || standing.at().isBefore(campaign.changedAt()));
    if (!stays) {
      scheduleNext(campaign, campaign.changedAt());
    }
  }

  private Due look(String campaignId, String after) {
    return new Due(CONTRACTS, campaignId + SEPARATOR + after, clock.instant());
  }

  /** What is known already of contracts that are still to be renewed is news to it. */
  @Bean
  DueHandler lookingAtContracts(KnownLifecycleRepository lifecycle, ConsideringRunner considering) {
    return DueHandler.of(
        CONTRACTS,
        due -> {
          String[] key = due.key().split(SEPARATOR, -1);
          List<String> part = lifecycle.idsAfter(key[1], MOST_PEOPLE);
          considering.consider(SubjectKind.LIFECYCLE, part, true);
          if (part.size() == MOST_PEOPLE) {
            timetable.getObject().schedule(look(key[0], part.get(part.size() - 1)));
          }
        });
  }

  private static boolean fires(Campaign campaign) {
    return campaign.isRunning() && campaign.trigger().on().equals(Occurrence.SCHEDULE);
  }

  private static CronReader scheduleOf(Campaign campaign) {
    return CronReader.of(campaign.trigger());
  }

  /**
   * Whoever changes it meanwhile looks at it before this may have come here: it is looked again.
   */
  private void scheduleNext(Campaign campaign, Instant after) {
    Campaign one = campaign;
    Instant from = after;
    boolean isSame = false;
    while (!isSame) {
      CronReader schedule = scheduleOf(one);
      String id = one.campaignId();
      schedule
          .next(from)
          .ifPresent(
              at -> timetable.getObject().schedule(new Due(FIRE, id, at, schedule.toString())));
      Campaign now = campaigns.find(id).filter(ScheduleRunner::fires).orElse(null);
      isSame = now == null || scheduleOf(now).toString().equals(schedule.toString());
      one = now == null ? one : now;
      from = one.changedAt();
    }
  }

  /**
   * What is due is the firing; of several that were missed the last. One that was due before the
   * campaign became what it is counts as well: by the schedule of then, asked as it is set now.
   */
  @Bean
  DueHandler firing() {
    return DueHandler.of(
        FIRE,
        due ->
            campaigns
                .find(due.key())
                .filter(campaign -> campaign.trigger().on().equals(Occurrence.SCHEDULE))
                .ifPresent(campaign -> fire(campaign, due)));
  }

  private void fire(Campaign campaign, Due due) {
    Instant now = clock.instant();
    Instant changed = campaign.changedAt();
    Instant started = campaign.startedAt();
    if (campaign.isRunning() && started != null && due.at().isBefore(started)) {
      scheduleNext(campaign, started); // it did not run when that was due
      return;
    }
    CronReader schedule = scheduleOf(campaign);
    boolean isOfNow = due.data().isEmpty() || due.data().equals(schedule.toString());
    if (isOfNow && campaign.isRunning()) {
      timetable.getObject().schedule(ask(campaign, schedule.last(due.at(), now), "", now));
    } else if (due.at().isBefore(changed)) {
      CronReader before = isOfNow ? schedule : CronReader.parse(due.data());
      Instant firing = before.last(due.at(), changed.minusMillis(1));
      timetable.getObject().schedule(ask(campaign, firing, "", now));
    }
    if (campaign.isRunning()) {
      scheduleNext(campaign, isOfNow ? now : changed);
    }
  }

  private static Due ask(Campaign campaign, Instant firing, String after, Instant now) {
    // Keys outlive what is due, on the timetable's pages: whom it has come to stands beside it.
    String key = String.join(SEPARATOR, campaign.campaignId(), firing.toString());
    return new Due(ASK, key, now, after);
  }

  @Bean
  DueHandler askingAPart(
      RequesterReader requesters, ConsideringRunner considering, Calendars calendars) {
    BusinessCalendar calendar = calendars.ofOrganisation();
    return DueHandler.of(
        ASK,
        due -> {
          String[] key = due.key().split(SEPARATOR, -1);
          // Where it is paused in the middle, each of the others is told so.
          Campaign campaign = campaigns.find(key[0]).orElse(null);
          if (campaign == null || !campaign.trigger().on().equals(Occurrence.SCHEDULE)) {
            return;
          }
          Instant firing = Instant.parse(key[1]);
          List<Occurrence> part =
              requesters.page(campaign.trigger(), firing, due.data(), MOST_PEOPLE);
          Map<String, Candidate> candidates = new LinkedHashMap<>();
          part.forEach(
              occurrence ->
                  Candidate.of(campaign, occurrence, calendar)
                      .ifPresent(one -> candidates.put(one.invitationId(), one)));
          considering.consider(candidates, true);
          if (part.size() == MOST_PEOPLE) {
            String last = part.get(part.size() - 1).key().subjectId();
            timetable.getObject().schedule(ask(campaign, firing, last, clock.instant()));
          }
        });
  }
}
