package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.reporting.ReceivedFixtures;
import java.util.Arrays;
import org.springframework.data.mongodb.core.MongoOperations;

/** Tickets for tests of who reads them. */
public final class GivenTickets {
  private GivenTickets() {}

  public static void told(MongoOperations mongo, Ticket... tickets) {
    new TicketRepository(mongo)
        .apply(Arrays.stream(tickets).map(one -> ReceivedFixtures.received(one)).toList());
  }

  public static ReportedTicketRepository reported(MongoOperations mongo) {
    return new ReportedTicketRepository(mongo);
  }

  public static TicketCountRepository counted(MongoOperations mongo) {
    return new TicketCountRepository(mongo);
  }
}
