package dev.barometer.survey.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.Calendars;
import dev.barometer.starter.calendar.WeekHours;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.occurrence.TicketOccurrences;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Campaigns and tickets to ask about. */
public final class CampaignFixtures {
  public static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

  public static final BusinessCalendar CALENDAR =
      new BusinessCalendar(ZoneOffset.UTC, WeekHours.parse("Mon-Fri 09:00-17:00"), List.of());

  public static final Calendars CALENDARS = new Calendars(CALENDAR, List.of());

  private CampaignFixtures() {}

  /** A campaign as the API takes it; what is wrong with it fails. */
  public static Campaign campaign(String json) {
    CampaignRequest request =
        FactJson.read(json.replace('\'', '"').getBytes(UTF_8), CampaignRequest.class);
    assertThat(request.check(MONDAY)).isEmpty();
    return request.toCampaign(1, Campaign.RUNNING, MONDAY.minus(Duration.ofDays(100)));
  }

  public static Campaign become(Campaign campaign, String status, Instant at) {
    return campaign.become(status, at);
  }

  /** The same campaign as the API takes it then. */
  public static Campaign changed(Campaign before, String json, Instant at) {
    CampaignRequest request =
        FactJson.read(json.replace('\'', '"').getBytes(UTF_8), CampaignRequest.class);
    return request.toCampaign(before, at);
  }

  /** A ticket that a campaign may ask about. */
  public static Candidate candidate(Campaign campaign, Ticket ticket) {
    return candidates(campaign, ticket).orElseThrow();
  }

  static Optional<Candidate> candidates(Campaign campaign, Ticket ticket) {
    return TicketOccurrences.of(ticket).stream()
        .flatMap(one -> Candidate.of(campaign, one, CALENDAR).stream())
        .findFirst();
  }

  /** Asks everybody by mail after each ticket, an hour later, nobody twice in thirty days. */
  public static Campaign campaign() {
    return new Campaign(
        "after-ticket",
        1,
        Campaign.RUNNING,
        "desk",
        Trigger.of(Trigger.TICKET_RESOLVED),
        Map.of(),
        Campaign.MAIL,
        Duration.ofHours(1),
        1,
        Duration.ofDays(14),
        List.of(Duration.ofDays(3)),
        Duration.ofDays(30),
        "all",
        null,
        Duration.ofDays(7),
        Map.of(),
        MONDAY.minus(Duration.ofDays(100)),
        Campaign.TIME,
        null,
        null,
        null);
  }

  public static Ticket resolved(String ticketId, @Nullable String person, Instant at) {
    return Ticket.builder(ticketId)
        .revision(at.toEpochMilli())
        .status(Ticket.RESOLVED)
        .openedAt(at.minus(Duration.ofHours(5)))
        .resolvedAt(at)
        .resolvedBy(Ticket.HUMAN)
        .requester(
            person == null ? null : new Requester(person, null, person + "@example.org", "en"))
        .context(new Context("Email", "Desk", "Agent 7", "Phone", "3 - Moderate", null, null, null))
        .build();
  }
}
