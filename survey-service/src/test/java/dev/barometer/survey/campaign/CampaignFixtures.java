package dev.barometer.survey.campaign;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Campaigns and tickets to ask about. */
public final class CampaignFixtures {
  public static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

  private CampaignFixtures() {}

  /** Asks everybody by mail after each ticket, an hour later, nobody twice in thirty days. */
  public static Campaign campaign() {
    return new Campaign(
        "after-ticket",
        1,
        Campaign.RUNNING,
        "desk",
        new Trigger(Trigger.TICKET_RESOLVED),
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
        MONDAY.minus(Duration.ofDays(100)));
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
