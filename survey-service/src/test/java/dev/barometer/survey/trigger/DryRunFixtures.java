package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.fact.Received;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.OccurrenceReader;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.mongodb.core.MongoOperations;

/** Tickets that are known, and what reads them. */
public final class DryRunFixtures {
  private DryRunFixtures() {}

  private static ErasedPeople nobodyErased() {
    return new ErasedPeople(new PersonMarks(List.of(new byte[] {1})));
  }

  public static DryRunReader reader(MongoOperations mongo) {
    Clock clock = Clock.systemUTC();
    var tickets = new KnownTicketRepository(mongo, clock, nobodyErased());
    return new DryRunReader(
        new OccurrenceReader(
            tickets,
            new KnownComplaintRepository(mongo, clock, nobodyErased()),
            new KnownLifecycleRepository(mongo, clock, nobodyErased())),
        new RequesterReader(tickets),
        new PersonRepository(mongo),
        new Arrivals(() -> Instant.MAX, Duration.ZERO, clock),
        CampaignFixtures.CALENDARS,
        clock);
  }

  public static void know(MongoOperations mongo, List<Ticket> tickets) {
    new KnownTicketRepository(mongo, Clock.systemUTC(), nobodyErased())
        .apply(
            tickets.stream()
                .map(
                    one ->
                        new Received<>(
                            one.ticketId(), one, "", one.openedAt(), 0, "barometer.tickets", 0, 0))
                .toList());
  }
}
