package dev.barometer.survey.ticket;

import dev.barometer.contract.fact.Ticket;
import java.util.Comparator;
import java.util.List;

/**
 * A place in the life of a ticket: open, resolved, closed; reopened, and the same once more.
 *
 * @param stage 0 open, 1 resolved, 2 closed
 */
record Life(long reopenCount, int stage) implements Comparable<Life> {
  private static final List<String> STAGES = List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
  private static final Comparator<Life> ORDER =
      Comparator.comparingLong(Life::reopenCount).thenComparingInt(Life::stage);

  static Life of(Ticket ticket) {
    return new Life(ticket.reopenCount(), STAGES.indexOf(ticket.status()));
  }

  /** Whether it is resolved or closed. */
  boolean done() {
    return stage > 0;
  }

  @Override
  public int compareTo(Life other) {
    return ORDER.compare(this, other);
  }
}
