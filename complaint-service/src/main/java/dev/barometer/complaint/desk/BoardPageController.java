package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.handling.CaseFilter;
import dev.barometer.complaint.handling.CaseListRepository;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.frame.page.Frame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/** The open cases of the reader's teams, in columns by how far they are. */
@Controller
class BoardPageController {
  private static final String BOARD = DeskPageController.QUEUE + "/board";
  private static final String COLUMNS_ALONE = "columns";
  private static final int CARDS = 20;
  private static final List<Status> COLUMNS =
      List.of(
          Status.RECEIVED,
          Status.ACKNOWLEDGED,
          Status.ASSESSED,
          Status.INVESTIGATING,
          Status.RESPONDED);

  private final CaseListRepository cases;
  private final DeskMarkRepository marks;
  private final ClockBook book;
  private final Clock clock;

  BoardPageController(
      CaseListRepository cases, DeskMarkRepository marks, ClockBook book, Clock clock) {
    this.cases = cases;
    this.marks = marks;
    this.book = book;
    this.clock = clock;
  }

  /**
   * The cases that are as far.
   *
   * @param count of all, of which the most urgent are cards
   */
  record Column(String status, long count, List<DeskLine> cards) {
    public boolean isMore() {
      return count > cards.size();
    }
  }

  /** Names people, and quotes them. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(BOARD)
  @Nullable String board(
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model) {
    DeskMember member = DeskMemberReader.of(call);
    Instant now = clock.instant();
    if (COLUMNS_ALONE.equals(part)) {
      String tag = LiveTags.of(marks.read(), now, member, LocaleContextHolder.getLocale());
      if (new ServletWebRequest(call, response).checkNotModified(tag)) {
        return null;
      }
    }
    DeskText text = new DeskText(frame.wording(DeskPageController.TEXTS), book, now);
    CaseFilter mine =
        member.teams().isEmpty() ? CaseFilter.ANY : CaseFilter.ANY.onlyIn(member.teams());
    List<Column> columns =
        COLUMNS.stream()
            .map(status -> column(mine.onlyAs(status), status, member, text, now))
            .toList();
    model.addAttribute("columns", columns);
    model.addAttribute("teams", member.teams());
    return COLUMNS_ALONE.equals(part) ? "desk-board :: live" : "desk-board";
  }

  private Column column(
      CaseFilter filter, Status status, DeskMember member, DeskText text, Instant now) {
    return new Column(
        status.label(),
        cases.count(filter, member, now),
        cases.mostUrgent(filter, member, null, CARDS, now).map(text::line).items());
  }
}
