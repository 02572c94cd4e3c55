package dev.barometer.complaint.privacy;

import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.handling.CaseView;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.complaint.person.PersonCaseRepository;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What cases hold of one person, as he is given it. */
@RestController
@Tag(name = "People")
class PeopleController {
  private static final String HELD = "All that cases hold of him";
  private static final String NOTHING = "No case is his";

  private final PersonCaseRepository people;
  private final MovePublisher moves;
  private final ClockBook book;
  private final Clock clock;

  PeopleController(PersonCaseRepository people, MovePublisher moves, ClockBook book, Clock clock) {
    this.people = people;
    this.moves = moves;
    this.book = book;
    this.clock = clock;
  }

  /** A case and its files. */
  record HeldCase(CaseView complaint, List<String> attachments) {}

  /**
   * All of a person.
   *
   * @param notShown how many cases are those of teams that the caller does not see
   */
  record HeldOfPerson(String person, List<HeldCase> cases, int notShown) {}

  @GetMapping("/api/complaints/people/{id}")
  @Operation(summary = "What cases hold of one person, as one document")
  @ApiResponse(responseCode = "200", description = HELD)
  @ApiResponse(responseCode = "404", description = NOTHING)
  ResponseEntity<HeldOfPerson> export(@PathVariable String id, HttpServletRequest request) {
    List<String> ids = people.of(id);
    if (ids.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, NOTHING);
    }
    List<Case> shown = moves.find(ids, DeskMemberReader.of(request));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new HeldOfPerson(
                id, shown.stream().map(this::held).toList(), ids.size() - shown.size()));
  }

  @GetMapping("/api/complaints/people")
  @Operation(summary = "The same, whatever the id looks like")
  @ApiResponse(responseCode = "200", description = HELD)
  @ApiResponse(responseCode = "404", description = NOTHING)
  ResponseEntity<HeldOfPerson> exportNamed(@RequestParam String id, HttpServletRequest request) {
    return export(id, request);
  }

  private HeldCase held(Case one) {
    return new HeldCase(
        CaseView.whole(one, book.of(one.context().team()), clock.instant()),
        Attachments.of(one).stream().map(file -> file.name()).toList());
  }
}
