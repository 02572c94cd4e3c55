package dev.barometer.reporting.ticket;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.fact.TicketBuilder;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.ReceivedFixtures;
import dev.barometer.reporting.period.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportedTicketRepositoryTest {
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Desk");
  private static final Period WEEK = new Period(MONDAY, MONDAY.plus(Duration.ofDays(7)));
  private static final Instant BEFORE = MONDAY.minusSeconds(1);

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final ReportedTicketRepository tickets =
      new ReportedTicketRepository(database.operations());

  @AfterEach
  void close() {
    database.close();
  }

  private static TicketBuilder missed(String id) {
    return Ticket.builder(id)
        .revision(1)
        .status(Ticket.CLOSED)
        .openedAt(MONDAY)
        .resolvedAt(MONDAY.plusSeconds(60))
        .closedAt(MONDAY.plusSeconds(120))
        .slaMet(false)
        .context(context("Desk", "2 - High"));
  }

  private static Context context(String team, String priority) {
    return new Context(null, team, null, null, priority, null, null, null);
  }

  private void told(TicketBuilder... all) {
    for (TicketBuilder one : all) {
      GivenTickets.told(database.operations(), one.build());
    }
  }

  private List<String> ids(TicketList which) {
    return tickets.list(which, TEAM, WEEK).items().stream()
        .map(ReportedTicket::ticketId)
        .sorted()
        .toList();
  }

  @Test
  void missedAreThoseWhoseSlaIsScoredAsMissedInThePeriod() {
    told(
        missed("resolved"),
        missed("closed-only").resolvedAt(null),
        missed("edge").openedAt(BEFORE).resolvedAt(WEEK.from()),
        missed("met").slaMet(true),
        missed("unknown").slaMet(null),
        missed("after").resolvedAt(WEEK.to()).closedAt(WEEK.to()),
        missed("resolved-before").openedAt(BEFORE).resolvedAt(BEFORE),
        missed("elsewhere").context(context("Other", "2 - High")),
        missed("reopened").status(Ticket.OPEN).closedAt(null));

    assertThat(ids(TicketList.MISSED)).containsExactly("closed-only", "edge", "resolved");
    assertThat(tickets.find(TicketList.MISSED, TEAM, WEEK, "edge")).isPresent();
    assertThat(tickets.find(TicketList.MISSED, TEAM, WEEK, "met")).isEmpty();
    assertThat(tickets.find(TicketList.MISSED, TEAM, WEEK, "elsewhere")).isEmpty();
    assertThat(tickets.list(TicketList.MISSED, Scope.ALL, WEEK).count()).isEqualTo(4);
  }

  @Test
  void majorAreThoseOfTheHighestPriority_thatWereOpenedOrDone() {
    told(
        missed("done").openedAt(BEFORE).context(context("Desk", "1 - Critical")),
        missed("open")
            .status(Ticket.OPEN)
            .resolvedAt(null)
            .closedAt(null)
            .slaMet(null)
            .context(context("Desk", "P1")),
        missed("minor"),
        missed("before")
            .openedAt(BEFORE)
            .resolvedAt(BEFORE)
            .context(context("Desk", "1 - Critical")));

    assertThat(ids(TicketList.MAJOR)).containsExactly("done", "open");
    assertThat(tickets.find(TicketList.MAJOR, TEAM, WEEK, "minor")).isPresent();
    assertThat(tickets.find(TicketList.MAJOR, TEAM, WEEK, "before")).isEmpty();
    assertThat(tickets.list(TicketList.MAJOR, TEAM, WEEK).find("open").orElseThrow().seconds())
        .isNull();
  }

  @Test
  void whatIsGoneIsNotListed() {
    told(missed("gone"));
    new TicketRepository(database.operations()).apply(List.of(ReceivedFixtures.erased("gone")));

    assertThat(ids(TicketList.MISSED)).isEmpty();
    assertThat(tickets.find(TicketList.MAJOR, TEAM, WEEK, "gone")).isEmpty();
  }
}
