package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.person.PersonCaseRepository;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The cases, as the desk reads them. */
@RestController
@Tag(name = "Cases")
@RequestMapping("/api/complaints")
class ComplaintController {
  private static final int LONGEST_PAGE = 200;

  private final MovePublisher cases;
  private final CaseListRepository list;
  private final PersonCaseRepository people;
  private final ClockBook book;
  private final Clock clock;

  ComplaintController(
      MovePublisher cases,
      CaseListRepository list,
      PersonCaseRepository people,
      ClockBook book,
      Clock clock) {
    this.cases = cases;
    this.list = list;
    this.people = people;
    this.book = book;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "Cases, the newest first")
  CursorPage<CaseView> newest(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String severity,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String service,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String assignee,
      @Parameter(description = "Whether a clock that still runs is over")
          @RequestParam(required = false)
          @Nullable String overdue,
      @Parameter(description = "The beginning of the id of a case, a ticket or a person")
          @RequestParam(required = false)
          @Nullable String q,
      @Parameter(description = "Of one person, for managers; all of his on one page")
          @RequestParam(required = false)
          @Nullable String person,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit,
      HttpServletRequest request) {
    CaseQuery asked =
        new CaseQuery(
            status, severity, kind, service, team, level, assignee, overdue, q, null, null, null,
            null);
    Instant now = clock.instant();
    CaseFilter filter = asked.filter(ZoneOffset.UTC);
    DeskMember member = DeskMemberReader.of(request);
    if (person != null) {
      return new CursorPage<>(ofPerson(person, member, filter, now), null);
    }
    return list.newest(
            filter, member, Cursor.asked(cursor), CursorPage.limit(limit, LONGEST_PAGE), now)
        .map(one -> CaseView.line(one, book.of(one.context().team()), now));
  }

  private List<CaseView> ofPerson(
      String person, DeskMember member, CaseFilter filter, Instant now) {
    if (member.isAgent()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Managers find cases by a person");
    }
    return cases.find(people.of(person), member).stream()
        .filter(one -> filter.status() == null || one.status() == filter.status())
        .filter(one -> filter.severity() == null || one.severity() == filter.severity())
        .filter(one -> filter.team() == null || filter.team().equals(one.context().team()))
        .map(one -> CaseView.line(one, book.of(one.context().team()), now))
        .toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "One case, and what was said")
  ResponseEntity<CaseView> one(@PathVariable String id, HttpServletRequest request) {
    Case found = cases.find(id, DeskMemberReader.of(request));
    return ResponseEntity.ok()
        .eTag(IfMatch.tag(found.revision()))
        .body(CaseView.whole(found, book.of(found.context().team()), clock.instant()));
  }
}
