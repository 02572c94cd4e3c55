package dev.barometer.reporting.ticket;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.ticket;
import static dev.barometer.reporting.ReceivedFixtures.erased;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every fact that is kept by its revision. */
class TicketRepositoryTest {
  private static final TicketFilter ALL = filter(null, Scope.ALL, null);

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

      assertThat(ids(filter("closed", Scope.ALL, null))).containsExactly("INC2", "INC3");
      assertThat(ids(filter("closed", Scope.of(Dimension.TEAM, "Group 56"), null)))
          .containsExactly("INC2");
      assertThat(ids(filter(null, Scope.ALL, monday))).hasSize(3);
      assertThat(ids(filter(null, Scope.ALL, before))).isEmpty();
    }

    @Test
    void rowsAreFoundByTheirDate_inBothOrders_pageByPage() {
      tickets.apply(
          List.of(
              received(ticket("INC1", 1, "closed")),
              received(ticket("INC2", 1, "open")),
              received(ticket("INC3", 1, "closed"))));
      TicketFilter opened = filter(null, Scope.ALL, new Period(MONDAY, MONDAY.plusSeconds(1)));

      CursorPage<TicketRow> first = tickets.byDate(opened, true, null, 2);
      CursorPage<TicketRow> second = tickets.byDate(opened, true, Cursor.asked(first.next()), 2);

      assertThat(first.items()).extracting(TicketRow::ticketId).containsExactly("INC3", "INC2");
      assertThat(second.items()).extracting(TicketRow::ticketId).containsExactly("INC1");
      assertThat(tickets.byDate(opened, false, null, 2).items())
          .extracting(TicketRow::ticketId)
          .containsExactly("INC1", "INC2");
      assertThat(tickets.count(opened)).isEqualTo(3);
      assertThat(tickets.find("INC2")).isPresent();
      assertThat(tickets.find("INC4")).isEmpty();
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

  private static TicketFilter filter(
      @Nullable String status, Scope scope, @Nullable Period opened) {
    return new TicketFilter(status, scope, TicketDate.OPENED, opened);
  }
}
