package dev.barometer.reporting.edition;

import dev.barometer.contract.rule.Violation;
import dev.barometer.reporting.action.ReportedActionReader;
import dev.barometer.reporting.comment.ChosenComment;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.ticket.ReportedTicket;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a section is to say, with what it is about as that is known now. */
@Component
class WritingReader {
  private final NotedTicketReader tickets;
  private final ReportedActionReader actions;
  private final Comments comments;

  WritingReader(NotedTicketReader tickets, ReportedActionReader actions, Comments comments) {
    this.tickets = tickets;
    this.actions = actions;
    this.comments = comments;
  }

  /** The ids that are asked for, which stand in the section on satisfaction alone. */
  Set<String> commentsOf(Section section, List<String> asked) {
    if (section != Section.SATISFACTION && !asked.isEmpty()) {
      throw new InvalidRequestException("comments", "are for the section satisfaction");
    }
    if (asked.size() > Quote.MOST) {
      throw new InvalidRequestException("comments", "are at most " + Quote.MOST);
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      String id = asked.get(i);
      if (id == null || id.isBlank() || !ids.add(id)) {
        throw new InvalidRequestException("comments[" + i + "]", "must be an id, each once");
      }
    }
    return ids;
  }

  /** Throws what names all that cannot be so. */
  Writing read(Edition edition, Section section, ReportRequest.Text asked) {
    List<Violation> wrong = new ArrayList<>();
    if (asked.text() != null && asked.text().length() > Edition.LONGEST_TEXT) {
      wrong.add(new Violation("text", "has at most " + Edition.LONGEST_TEXT + " characters"));
    }
    List<Note> notes = asked.notes() == null ? null : notes(edition, section, asked.notes(), wrong);
    List<Quote> quotes =
        asked.comments() == null
            ? null
            : quotes(edition, commentsOf(section, asked.comments()), wrong);
    if (!wrong.isEmpty()) {
      throw new InvalidRequestException(wrong);
    }
    return new Writing(asked.text(), notes, quotes);
  }

  private List<Note> notes(
      Edition edition, Section section, List<ReportRequest.NoteText> asked, List<Violation> wrong) {
    if (section.lists().isEmpty() && !asked.isEmpty()) {
      wrong.add(new Violation("notes", "are for the sections faults and sla"));
      return List.of();
    }
    if (asked.size() > Note.MOST) {
      wrong.add(new Violation("notes", "are at most " + Note.MOST));
      return List.of();
    }
    List<Note> notes = new ArrayList<>();
    Set<String> items = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      ReportRequest.NoteText one = asked.get(i);
      String field = "notes[" + i + "].";
      String item = one == null || one.item() == null ? "" : one.item().strip();
      Optional<ReportedTicket> ticket =
          item.isEmpty() ? Optional.empty() : ticket(edition, section, item);
      if (one == null || ticket.isEmpty()) {
        wrong.add(new Violation(field + "item", ruleOf(section)));
      } else if (!items.add(item)) {
        wrong.add(new Violation(field + "item", "is written of once"));
      } else {
        Note note = note(section, ticket.get(), one, field, wrong);
        // Of what missed its SLA all is listed; of what was major somebody chose this one.
        if (section == Section.FAULTS || !note.isBlank()) {
          notes.add(note);
        }
      }
    }
    return notes;
  }

  /** As it was frozen where it is listed or was written of before, else as it is known now. */
  private Optional<ReportedTicket> ticket(Edition edition, Section section, String item) {
    return edition.frozen(section, item).or(() -> tickets.find(edition.plan(), section, item));
  }

  private static String ruleOf(Section section) {
    return section == Section.SLA
        ? "must be a ticket of the scope and period that missed its SLA"
        : "must be a ticket of the scope and period";
  }

  private Note note(
      Section section,
      ReportedTicket ticket,
      ReportRequest.NoteText one,
      String field,
      List<Violation> wrong) {
    boolean isOfFaults = section == Section.FAULTS;
    if (isOfFaults && (said(one.measure()) != null || said(one.action()) != null)) {
      wrong.add(
          new Violation(
              field + (said(one.measure()) == null ? "action" : "measure"),
              "is for the section sla"));
    }
    if (!isOfFaults && (said(one.effect()) != null || said(one.prevention()) != null)) {
      wrong.add(
          new Violation(
              field + (said(one.effect()) == null ? "prevention" : "effect"),
              "is for the section faults"));
    }
    return new Note(
        ticket,
        text(one.cause(), field + "cause", wrong),
        text(one.effect(), field + "effect", wrong),
        text(one.prevention(), field + "prevention", wrong),
        text(one.measure(), field + "measure", wrong),
        action(said(one.action()), field + "action", wrong));
  }

  private Note.@Nullable ActionLink action(
      @Nullable String id, String field, List<Violation> wrong) {
    if (id == null) {
      return null;
    }
    Optional<String> title = actions.title(id);
    if (title.isEmpty()) {
      wrong.add(new Violation(field, "must be the id of an improvement action"));
    }
    return new Note.ActionLink(id, title.orElse(""));
  }

  private static @Nullable String text(
      @Nullable String asked, String field, List<Violation> wrong) {
    String text = said(asked);
    if (text != null && text.length() > Note.LONGEST_TEXT) {
      wrong.add(new Violation(field, "has at most " + Note.LONGEST_TEXT + " characters"));
    }
    return text;
  }

  private static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** What was chosen before stays as it stood then. */
  private List<Quote> quotes(Edition edition, Set<String> ids, List<Violation> wrong) {
    Map<String, ChosenComment> found =
        comments.chosen(edition.plan().whose(), edition.plan().period(), ids);
    List<Quote> quotes = new ArrayList<>();
    int i = 0;
    for (String id : ids) {
      Optional<Quote> before = edition.noted().quote(id);
      ChosenComment chosen = found.get(id);
      if (before.isPresent()) {
        quotes.add(before.get());
      } else if (chosen != null) {
        quotes.add(
            Quote.of(
                id,
                chosen.revision(),
                chosen.submittedAt(),
                chosen.locale(),
                chosen.text(),
                UUID.randomUUID().toString()));
      } else {
        wrong.add(
            new Violation(
                "comments[" + i + "]",
                "must be a comment of the scope and period, where enough people wrote"));
      }
      i++;
    }
    return quotes;
  }
}
