package dev.barometer.reporting.edition;

import dev.barometer.reporting.ticket.ReportedTicket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where what people wrote of single tickets, and chose of comments, is not the same. */
final class NoteDifferences {
  private static final String NOTE = "note";
  private static final String COMMENT = "comment";

  private NoteDifferences() {}

  /** Of the words; what is erased says nothing. */
  static List<Difference> ofWords(Annotations before, Annotations after) {
    return Difference.between(words(before), words(after));
  }

  /**
   * Of the tickets that notes are of.
   *
   * @param listed which are compared elsewhere
   */
  static List<Difference> ofTickets(Annotations before, Annotations after, List<Content> listed) {
    Set<String> elsewhere =
        listed.stream()
            .flatMap(one -> Stream.ofNullable(one.tickets()))
            .flatMap(one -> one.items().stream())
            .map(ReportedTicket::ticketId)
            .collect(Collectors.toSet());
    return Difference.between(tickets(before), tickets(after)).stream()
        .filter(one -> !elsewhere.contains(one.of()))
        .toList();
  }

  private static Map<Difference.Where, Object> words(Annotations of) {
    Map<Difference.Where, Object> words = new LinkedHashMap<>();
    of.notes()
        .forEach(
            (section, notes) ->
                notes.forEach(
                    note ->
                        words.put(new Difference.Where(section, NOTE, note.item()), text(note))));
    of.comments()
        .forEach(
            one -> {
              if (one.text() != null) {
                words.put(
                    new Difference.Where(Section.SATISFACTION, COMMENT, one.responseId()),
                    one.text());
              }
            });
    return words;
  }

  private static String text(Note note) {
    Note.ActionLink action = note.action();
    return Stream.of(
            note.cause(),
            note.effect(),
            note.prevention(),
            note.measure(),
            action == null ? null : action.title())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"));
  }

  private static Map<Difference.Where, Object> tickets(Annotations of) {
    Map<Difference.Where, Object> tickets = new LinkedHashMap<>();
    of.notes()
        .forEach(
            (section, notes) ->
                notes.forEach(
                    note ->
                        tickets.put(
                            new Difference.Where(section, Difference.TICKET, note.item()),
                            note.ticket())));
    return tickets;
  }
}
