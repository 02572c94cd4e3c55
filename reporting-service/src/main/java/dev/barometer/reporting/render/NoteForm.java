package dev.barometer.reporting.render;

import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Note;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.ticket.ReportedTicket;
import dev.barometer.reporting.ticket.ReportedTickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes of one ticket, to be filled in.
 *
 * @param kept whether it stands in the report
 */
record NoteForm(
    String item,
    String facts,
    boolean kept,
    @Nullable String cause,
    @Nullable String effect,
    @Nullable String prevention,
    @Nullable String measure,
    @Nullable String action) {

  /** Those that are written of first, then those that may be. */
  static List<NoteForm> of(Edition edition, Content content, TicketText words) {
    Section section = content.section();
    Map<String, Note> kept =
        edition.noted().of(section).stream()
            .collect(Collectors.toMap(Note::item, Function.identity()));
    List<NoteForm> forms = new ArrayList<>();
    edition.noted().of(section).forEach(note -> forms.add(of(note, true, words)));
    ReportedTickets listed = content.tickets();
    if (listed != null) {
      for (ReportedTicket ticket : listed.items()) {
        if (!kept.containsKey(ticket.ticketId())) {
          forms.add(of(new Note(ticket, null, null, null, null, null), false, words));
        }
      }
    }
    return forms;
  }

  private static NoteForm of(Note note, boolean kept, TicketText words) {
    Note.ActionLink action = note.action();
    return new NoteForm(
        note.item(),
        words.facts(note.ticket()),
        kept,
        note.cause(),
        note.effect(),
        note.prevention(),
        note.measure(),
        action == null ? null : action.actionId());
  }
}
