package dev.barometer.reporting.edition;

import dev.barometer.reporting.ticket.ReportedTicket;
import dev.barometer.reporting.ticket.ReportedTicketRepository;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The tickets that notes are of, as they are known now. */
@Component
class NotedTicketReader {
  private final ReportedTicketRepository tickets;

  NotedTicketReader(ReportedTicketRepository tickets) {
    this.tickets = tickets;
  }

  /** Empty where a section of such a report has nothing to say of it. */
  Optional<ReportedTicket> find(Plan plan, Section section, String ticketId) {
    return section
        .lists()
        .flatMap(which -> tickets.find(which, plan.whose(), plan.period(), ticketId));
  }

  /** The same of the tickets as they are now, without those that do not belong there any more. */
  Annotations anew(Plan plan, Annotations noted) {
    SortedMap<Section, List<Note>> notes = new TreeMap<>();
    noted
        .notes()
        .forEach(
            (section, some) ->
                notes.put(
                    section,
                    some.stream()
                        .flatMap(note -> find(plan, section, note.item()).map(note::of).stream())
                        .toList()));
    return new Annotations(notes, noted.comments());
  }
}
