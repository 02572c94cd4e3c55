package dev.barometer.reporting.render;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.ReportRequest;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.edition.SectionPublisher;
import dev.barometer.reporting.edition.Step;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Does with a report what a form of its page asks for. */
@Component
class ReportMovePublisher {
  private final EditionPublisher editions;
  private final SectionPublisher sections;
  private final ZoneId zone;

  ReportMovePublisher(
      EditionPublisher editions, SectionPublisher sections, BarometerProperties barometer) {
    this.editions = editions;
    this.sections = sections;
    this.zone = barometer.organisation().zone();
  }

  Edition make(String move, String id, long revision, HttpServletRequest call, Step.Person by) {
    return switch (move) {
      case "write" -> {
        Section section = section(call);
        String text = text(call, editions.find(id), section);
        yield editions.change(
            id, revision, (edition, now) -> edition.written(section, text, by, now));
      }
      case "note" -> note(id, revision, call, by);
      case "quote" ->
          sections.write(
              id, revision, section(call), new ReportRequest.Text(null, null, chosen(call)), by);
      case "submit" -> editions.change(id, revision, (edition, now) -> edition.submitted(by, now));
      case "return" -> {
        List<Edition.Remark> remarks = remarks(call);
        yield editions.change(id, revision, (edition, now) -> edition.returned(remarks, by, now));
      }
      case "approve" -> editions.change(id, revision, (edition, now) -> edition.approved(by, now));
      case "publish" -> editions.publish(id, revision, by);
      case "correct" -> editions.correct(id, text(call.getParameter("reason")).strip(), by);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no move " + move);
    };
  }

  private Edition note(String id, long revision, HttpServletRequest call, Step.Person by) {
    String item = text(call.getParameter("item")).strip();
    if (call.getParameter("leave") != null) {
      return sections.leaveOut(id, revision, section(call), item, by);
    }
    ReportRequest.NoteText note =
        new ReportRequest.NoteText(
            item,
            lines(call, "cause"),
            lines(call, "effect"),
            lines(call, "prevention"),
            lines(call, "measure"),
            call.getParameter("action"));
    return sections.note(id, revision, section(call), note, by);
  }

  private static @Nullable String lines(HttpServletRequest call, String field) {
    String text = call.getParameter(field);
    return text == null ? null : text.replace("\r\n", "\n");
  }

  /** The comments that are ticked. */
  static List<String> chosen(HttpServletRequest call) {
    String[] chosen = call.getParameterValues("comment");
    return chosen == null ? List.of() : List.of(chosen);
  }

  /** With the suggested sentences behind it, where they are asked for. */
  private String text(HttpServletRequest call, Edition edition, Section section) {
    String text = text(call.getParameter("text")).replace("\r\n", "\n").strip();
    if (call.getParameter("add") == null) {
      return text;
    }
    String suggested = String.join("\n", suggestions(edition, section));
    return text.isEmpty() ? suggested : text + "\n\n" + suggested;
  }

  /** In the language the report is written in. */
  private List<String> suggestions(Edition edition, Section section) {
    Suggestions suggestions =
        new Suggestions(ReportWording.of(edition.plan().languages().get(0), zone));
    return edition.contents().stream()
        .filter(content -> content.section() == section)
        .flatMap(content -> suggestions.of(content).stream())
        .toList();
  }

  private static String text(@Nullable String given) {
    if (given == null || given.length() > Edition.LONGEST_TEXT) {
      throw new InvalidRequestException(
          "text", "has at most " + Edition.LONGEST_TEXT + " characters");
    }
    return given;
  }

  private static Section section(HttpServletRequest call) {
    return Section.of(String.valueOf(call.getParameter("section")))
        .orElseThrow(() -> new InvalidRequestException("section", "is not known"));
  }

  private static List<Edition.Remark> remarks(HttpServletRequest call) {
    List<Edition.Remark> remarks = new ArrayList<>();
    for (Section section : Section.values()) {
      String remark = call.getParameter("remark." + section.label());
      if (remark != null && !remark.isBlank()) {
        remarks.add(new Edition.Remark(section, text(remark).strip()));
      }
    }
    if (remarks.isEmpty()) {
      throw new InvalidRequestException("remarks", "at least one is required");
    }
    return remarks;
  }
}
