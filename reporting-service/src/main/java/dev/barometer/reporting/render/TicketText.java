package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Annotations;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Note;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.ticket.ReportedTicket;
import dev.barometer.reporting.ticket.ReportedTickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words single tickets, and what people wrote of them. */
final class TicketText {
  private final Wording wording;
  private final ReportText.Ways ways;

  TicketText(Wording wording, ReportText.Ways ways) {
    this.wording = wording;
    this.ways = ways;
  }

  /** The tickets that missed their SLA; of major incidents those that somebody wrote of stand. */
  Optional<Paper.Sheet> sheet(Content content) {
    ReportedTickets tickets = content.tickets();
    if (tickets == null || content.section() != Section.SLA || tickets.items().isEmpty()) {
      return Optional.empty();
    }
    int listed = tickets.items().size();
    return Optional.of(
        new Paper.Sheet(
            wording.say("report.tickets.missed"),
            List.of(
                wording.say("report.tickets.ticket"),
                wording.say("report.tickets.priority"),
                wording.say("report.tickets.type"),
                wording.say("report.tickets.opened"),
                wording.say("report.tickets.resolved"),
                wording.say("report.tickets.took")),
            tickets.items().stream().map(this::row).toList(),
            listed < tickets.count()
                ? wording.say("report.tickets.some", listed, tickets.count())
                : wording.say("report.tickets.all", tickets.count())));
  }

  private Paper.Row row(ReportedTicket one) {
    return new Paper.Row(
        one.ticketId(),
        ways.ticket(one.ticketId()),
        List.of(
            orNothing(one.priority()),
            orNothing(one.type()),
            wording.dateAndTime(one.openedAt()),
            one.resolvedAt() == null ? open() : wording.dateAndTime(one.resolvedAt()),
            took(one)));
  }

  private String open() {
    return wording.say("report.tickets.open");
  }

  String took(ReportedTicket one) {
    Long seconds = one.seconds();
    return seconds == null ? open() : wording.spanInOneLine(seconds);
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What stands above the words on tickets; null where there are none. */
  @Nullable String heading(Section section, Annotations noted, Content content) {
    if (noted.of(section).isEmpty()) {
      return null;
    }
    ReportedTickets tickets = content.tickets();
    return section == Section.FAULTS && tickets != null
        ? wording.say("report.notes.faults", tickets.count())
        : wording.say("report.notes." + section.label());
  }

  Paper.Passage passage(Note note) {
    ReportedTicket one = note.ticket();
    List<Paper.Words> words = new ArrayList<>();
    add(words, "cause", note.cause());
    add(words, "effect", note.effect());
    add(words, "prevention", note.prevention());
    add(words, "measure", note.measure());
    Note.ActionLink action = note.action();
    if (action != null) {
      words.add(
          new Paper.Words(
              wording.say("report.note.action"),
              ways.action(action.actionId()),
              List.of(List.of(action.title()))));
    }
    return new Paper.Passage(one.ticketId(), ways.ticket(one.ticketId()), facts(one), words);
  }

  /** All of it in one line. */
  String facts(ReportedTicket one) {
    String opened = wording.say("report.tickets.opened.at", wording.dateAndTime(one.openedAt()));
    String done = one.seconds() == null ? open() : wording.say("report.tickets.took.in", took(one));
    return Stream.of(one.priority(), one.type(), opened, done)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  private void add(List<Paper.Words> words, String label, @Nullable String text) {
    if (text != null) {
      words.add(
          new Paper.Words(wording.say("report.note." + label), null, ReportText.paragraphs(text)));
    }
  }
}
