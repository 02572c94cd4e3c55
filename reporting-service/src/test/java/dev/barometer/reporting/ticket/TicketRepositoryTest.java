package dev.barometer.reporting.ticket;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.ticket;
import static dev.barometer.reporting.ReceivedFixtures.erased;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.web.CursorPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every fact that is kept by its revision. */
class TicketRepositoryTest {
  private static final TicketFilter ALL = new TicketFilter(null, null, null);

  @Nested
  class InMemory extends Rows {
    @Override
    EmbeddedDatabase database() {
      return EmbeddedDatabase.inMemory();
    }
  }

  @Nested
  class OnDisk extends Rows {
    @TempDir Path folder;

    @Override
    EmbeddedDatabase database() {
      return EmbeddedDatabase.onDisk(folder.resolve("tickets.mv"));
    }
  }

  abstract static class Rows {
    private EmbeddedDatabase database;
    private TicketRepository tickets;

    abstract EmbeddedDatabase database();

    @BeforeEach
    void open() {
      database = database();
      tickets = new TicketRepository(database.operations());
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void aTicketIsARow() {
      assertThat(tickets.apply(List.of(received(ticket("INC1", 1, "closed"))))).isZero();

      assertThat(rows(ALL)).containsExactly(TicketRow.of(ticket("INC1", 1, "closed")));
    }

    @Test
    void aNewerRevisionReplacesTheRow() {
      tickets.apply(List.of(received(ticket("INC1", 1, "closed"))));
      tickets.apply(List.of(received(ticket("INC1", 2, "open"))));

      assertThat(rows(ALL)).containsExactly(TicketRow.of(ticket("INC1", 2, "open")));
    }

    @Test
    void aRepeatOrAnOlderRevisionChangesNothing_besideNewOnes() {
      tickets.apply(List.of(received(ticket("INC1", 2, "closed"))));

      int unchanged =
          tickets.apply(
              List.of(
                  received(ticket("INC1", 1, "open")),
                  received(ticket("INC1", 2, "open")),
                  received(ticket("INC2", 1, "open")),
                  received(ticket("INC2", 1, "open"))));

      assertThat(unchanged).isEqualTo(3);
      assertThat(rows(ALL)).extracting(TicketRow::status).containsExactly("closed", "open");
    }

    @Test
    void readingAgainFromAnOlderPositionLeavesTheSame() {
      List<Received<Ticket>> topic = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = "INC" + i % 23;
        topic.add(
            i % 31 == 30 ? erased(id) : received(ticket(id, i, i % 2 == 0 ? "open" : "closed")));
      }
      tickets.apply(topic);
      List<TicketRow> before = rows(ALL);

      for (int from = 50; from < 200; from += 13) {
        tickets.apply(topic.subList(from, Math.min(from + 13, 200)));
      }

      assertThat(rows(ALL)).isEqualTo(before);
    }

    @Test
    void aTombstoneRemovesTheRow() {
      tickets.apply(
          List.of(received(ticket("INC1", 1, "open")), received(ticket("INC2", 1, "open"))));

      tickets.apply(List.of(erased("INC1")));

      assertThat(rows(ALL)).extracting(TicketRow::ticketId).containsExactly("INC2");
    }

    @Test
    void rowsAreFiltered() {
      tickets.apply(
          List.of(
              received(ticket("INC1", 1, "open", "A", "Group 56")),
              received(ticket("INC2", 1, "closed", "B", "Group 56")),
              received(ticket("INC3", 1, "closed", "C", "Group 70"))));
      Period monday = new Period(MONDAY, MONDAY.plusSeconds(1));
      Period before = new Period(MONDAY.minusSeconds(1), MONDAY);

      assertThat(ids(new TicketFilter("closed", null, null))).containsExactly("INC2", "INC3");
      assertThat(ids(new TicketFilter("closed", "Group 56", null))).containsExactly("INC2");
      assertThat(ids(new TicketFilter(null, null, monday))).hasSize(3);
      assertThat(ids(new TicketFilter(null, null, before))).isEmpty();
    }

    @Test
    void pagesFollowEachOther() {
      List<Received<Ticket>> many = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        many.add(received(ticket("INC%02d".formatted(i), 1, "open")));
      }
      tickets.apply(many);

      CursorPage<TicketRow> first = tickets.page(ALL, null, 10);
      CursorPage<TicketRow> second = tickets.page(ALL, TicketCursor.ticketId(first.next()), 10);
      CursorPage<TicketRow> third = tickets.page(ALL, TicketCursor.ticketId(second.next()), 10);

      assertThat(first.items()).hasSize(10);
      assertThat(second.items().get(0).ticketId()).isEqualTo("INC10");
      assertThat(third.items()).hasSize(5);
      assertThat(third.next()).isNull();
    }

    private List<String> ids(TicketFilter filter) {
      return rows(filter).stream().map(TicketRow::ticketId).toList();
    }

    private List<TicketRow> rows(TicketFilter filter) {
      List<TicketRow> rows = new ArrayList<>();
      tickets.forEach(filter, null, Integer.MAX_VALUE, rows::add);
      return rows;
    }
  }
}
