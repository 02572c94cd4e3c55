package dev.barometer.complaint.ticket;

import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.MemoryDatabase;
import dev.barometer.complaint.cases.Case;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.Received;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketRepositoryTest {
  @RegisterExtension static final MemoryDatabase DATABASE = new MemoryDatabase();

  private final TicketRepository tickets = new TicketRepository(DATABASE.mongo());

  private static Ticket ticket(long revision, @Nullable Requester requester) {
    return Ticket.builder("INC1")
        .revision(revision)
        .status(Ticket.OPEN)
        .openedAt(MONDAY)
        .requester(requester)
        .build();
  }

  private static Received<Ticket> read(@Nullable Ticket value) {
    return new Received<>("INC1", value, "t", MONDAY, 0, Topics.TICKETS, 0, 0);
  }

  @Test
  void keepsTheNewestRevision_whateverTheOrder() {
    Requester ana = new Requester("u-17", "Ana", "ana@example.org", "ko");

    int repeats = tickets.apply(List.of(read(ticket(2, ana)), read(ticket(1, null))));
    int again = tickets.apply(List.of(read(ticket(2, ana))));

    assertThat(tickets.find("INC1").orElseThrow().email()).isEqualTo("ana@example.org");
    assertThat(repeats).isEqualTo(1);
    assertThat(again).isEqualTo(1);
  }

  @Test
  void forgetsTheRequester_whenHeIsTakenOut_andTheTicket_whenItIsErased() {
    tickets.apply(List.of(read(ticket(1, new Requester("u-17", "Ana", "a@example.org", "ko")))));

    tickets.apply(List.of(read(ticket(2, null))));
    assertThat(tickets.find("INC1").orElseThrow().email()).isNull();

    tickets.apply(List.of(read(null)));
    assertThat(tickets.find("INC1")).isEmpty();
  }

  @Test
  void writesToTheRequester_onlyWhereTheCaseIsHis() {
    Case his = openCase("c-1");
    tickets.apply(List.of(read(ticket(1, new Requester("u-17", "Ana", "a@example.org", "ko")))));
    Addressee to = Addressee.of(his, tickets.find("INC1").orElseThrow());
    tickets.apply(List.of(read(ticket(2, new Requester("u-2", "Bo", "b@example.org", "ko")))));
    Addressee other = Addressee.of(his, tickets.find("INC1").orElseThrow());

    assertThat(to).isEqualTo(new Addressee("Ana", "a@example.org", Locale.KOREAN));
    assertThat(other).isEqualTo(new Addressee(null, null, Locale.ENGLISH));
  }
}
