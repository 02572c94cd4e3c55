package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Level;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.cause.RootCauseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.handling.CaseFilter;
import dev.barometer.complaint.handling.CaseListRepository;
import dev.barometer.complaint.handling.CaseQuery;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/** The cases as lists: what is most urgent, what is mine, and all there ever were. */
@Controller
class DeskPageController {
  static final String QUEUE = "/desk";
  static final String TEXTS = "desk";
  private static final String MINE = QUEUE + "/mine";
  private static final String ALL = QUEUE + "/cases";
  private static final String LINES = "lines";
  private static final int ROWS = 50;
  private static final int ROWS_OF_A_FILE = 500;
  private static final List<String> COLUMNS =
      List.of(
          "caseId",
          "kind",
          "status",
          "severity",
          "level",
          "openedAt",
          "closedAt",
          "dueAt",
          "ticketId",
          "personId",
          "service",
          "team",
          "assignee",
          "rule");

  private final CaseListRepository cases;
  private final SavedViewRepository views;
  private final DeskMarkRepository marks;
  private final DeskMemberReader members;
  private final RootCauseRepository causes;
  private final ClockBook book;
  private final ZoneId zone;
  private final Clock clock;

  DeskPageController(
      CaseListRepository cases,
      SavedViewRepository views,
      DeskMarkRepository marks,
      DeskMemberReader members,
      RootCauseRepository causes,
      ClockBook book,
      BarometerProperties barometer,
      Clock clock) {
    this.cases = cases;
    this.views = views;
    this.marks = marks;
    this.members = members;
    this.causes = causes;
    this.book = book;
    this.zone = barometer.organisation().zone();
    this.clock = clock;
  }

  /**
   * One of the lists.
   *
   * @param id what its texts and its file are called
   * @param byUrgency else the newest stand first
   */
  private record Listed(String id, String path, boolean byUrgency, CaseFilter filter) {}

  /** Names people, and quotes them. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(QUEUE)
  @Nullable String queue(
      @ModelAttribute("asked") CaseQuery asked,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model)
      throws IOException {
    if (call.getQueryString() == null) {
      Optional<String> start = views.startOf(DeskMemberReader.of(call).actor().id());
      if (start.isPresent()) {
        return "redirect:" + QUEUE + "?" + start.get();
      }
    }
    return list(
        new Listed("queue", QUEUE, true, filter(asked).onlyOpen()),
        asked,
        cursor,
        format,
        part,
        call,
        response,
        frame,
        model);
  }

  @GetMapping(MINE)
  @Nullable String mine(
      @ModelAttribute("asked") CaseQuery asked,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model)
      throws IOException {
    CaseFilter mine = filter(asked).onlyOpen().onlyOf(DeskMemberReader.of(call).actor().id());
    return list(
        new Listed("mine", MINE, true, mine),
        asked,
        cursor,
        format,
        part,
        call,
        response,
        frame,
        model);
  }

  @GetMapping(ALL)
  @Nullable String all(
      @ModelAttribute("asked") CaseQuery asked,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model)
      throws IOException {
    return list(
        new Listed("all", ALL, false, filter(asked)),
        asked,
        cursor,
        format,
        part,
        call,
        response,
        frame,
        model);
  }

  /** People are asked for by their names, causes by what they are or were called. */
  private CaseFilter filter(CaseQuery asked) {
    CaseFilter filter = asked.filter(zone);
    if (filter.assignee() != null) {
      filter = filter.onlyGivenTo(members.idOf(filter.assignee()));
    }
    return asked.cause() == null ? filter : filter.onlyBecauseOf(causes.get().meant(asked.cause()));
  }

  private @Nullable String list(
      Listed listed,
      CaseQuery asked,
      @Nullable String cursor,
      @Nullable String format,
      @Nullable String part,
      HttpServletRequest call,
      HttpServletResponse response,
      Frame frame,
      Model model)
      throws IOException {
    DeskMember member = DeskMemberReader.of(call);
    if ("csv".equals(format)) {
      CsvFiles.write(response, "cases", COLUMNS, each -> rows(listed, member, each));
      return null;
    }
    Instant now = clock.instant();
    if (LINES.equals(part) && isTheSame(listed, cursor, member, now, call, response)) {
      return null;
    }
    DeskText text = new DeskText(frame.wording(TEXTS), book, now);
    CursorPage<DeskLine> page =
        page(listed, member, Cursor.asked(cursor), ROWS, now).map(text::line);
    long count = cases.count(listed.filter(), member, now);
    model.addAttribute("list", page);
    model.addAttribute("count", count);
    model.addAttribute("view", listed.id());
    model.addAttribute("path", listed.path());
    model.addAttribute("query", asked.text());
    model.addAttribute("cursor", cursor);
    model.addAttribute("address", listed.path() + "?" + asked.text());
    if (LINES.equals(part)) {
      return "desk-parts :: live";
    }
    model.addAttribute("statuses", statuses(listed));
    model.addAttribute(
        "severities", Arrays.stream(Severity.values()).map(Severity::label).toList());
    model.addAttribute("kinds", CaseQuery.KINDS);
    model.addAttribute("levels", Arrays.stream(Level.values()).map(Level::label).toList());
    model.addAttribute("people", members.besides(member));
    model.addAttribute("teams", members.teamsOf(member));
    model.addAttribute("rootCauses", causes.get());
    model.addAttribute("views", views.of(member.actor().id()));
    return "desk";
  }

  private boolean isTheSame(
      Listed listed,
      @Nullable String cursor,
      DeskMember member,
      Instant now,
      HttpServletRequest call,
      HttpServletResponse response) {
    String tag =
        LiveTags.of(
            marks.read(),
            now,
            listed,
            String.valueOf(cursor),
            member,
            LocaleContextHolder.getLocale());
    return new ServletWebRequest(call, response).checkNotModified(tag);
  }

  private static List<String> statuses(Listed listed) {
    boolean onlyOpen = Boolean.TRUE.equals(listed.filter().open());
    return Arrays.stream(Status.values())
        .filter(one -> !onlyOpen || (one != Status.CLOSED && one != Status.WITHDRAWN))
        .map(Status::label)
        .toList();
  }

  private CursorPage<Case> page(
      Listed listed, DeskMember member, @Nullable Cursor after, int limit, Instant now) {
    return listed.byUrgency()
        ? cases.mostUrgent(listed.filter(), member, after, limit, now)
        : cases.newest(listed.filter(), member, after, limit, now);
  }

  private void rows(
      Listed listed, DeskMember member, Consumer<List<? extends @Nullable Object>> each) {
    Instant now = clock.instant();
    String next = null;
    do {
      CursorPage<Case> page = page(listed, member, Cursor.asked(next), ROWS_OF_A_FILE, now);
      page.items().forEach(one -> each.accept(row(one)));
      next = page.next();
    } while (next != null);
  }

  private static List<@Nullable Object> row(Case one) {
    return Arrays.asList(
        one.caseId(),
        one.kind(),
        one.status().label(),
        one.severity().label(),
        one.handling().level().label(),
        one.openedAt(),
        one.closedAt(),
        one.handling().clocks().nextDue(),
        one.ticketId(),
        one.personId(),
        one.context().service(),
        one.context().team(),
        one.handling().assignee() == null ? null : one.handling().assignee().id(),
        one.rule());
  }
}
