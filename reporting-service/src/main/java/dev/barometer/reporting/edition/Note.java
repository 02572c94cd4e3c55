package dev.barometer.reporting.edition;

import dev.barometer.reporting.ticket.ReportedTicket;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote of one ticket: why its SLA was missed and what is done about it, or what a
 * major incident came from, did, and how it is prevented.
 *
 * @param ticket as it was when it was written, or collected anew
 * @param measure what is done about it
 * @param action the improvement action that does it
 */
public record Note(
    ReportedTicket ticket,
    @Nullable String cause,
    @Nullable String effect,
    @Nullable String prevention,
    @Nullable String measure,
    @Nullable ActionLink action) {

  /** Of each of its texts. */
  public static final int LONGEST_TEXT = 4_000;

  /** Of a section: they are written by people, one by one. */
  public static final int MOST = 50;

  /** An improvement action as it was named then. */
  public record ActionLink(String actionId, String title) {}

  /** Which ticket it is of. */
  public String item() {
    return ticket.ticketId();
  }

  /** Whether it says nothing but which ticket it is of. */
  boolean isBlank() {
    return action == null
        && Stream.of(cause, effect, prevention, measure).allMatch(Objects::isNull);
  }

  Note of(ReportedTicket asItIs) {
    return new Note(asItIs, cause, effect, prevention, measure, action);
  }
}
