package dev.barometer.survey.privacy;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.person.PersonRepository;
import dev.barometer.survey.visitor.StoppingRunner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What is held of one person, by his id, which may be given as a parameter, too. */
@RestController
@Tag(name = "People")
class PeopleController {
  private static final int LONGEST_ID = 200;
  private static final String HELD = "All that is held of him";
  private static final String NOTHING = "Nothing is held of him";

  private final PersonReader reader;
  private final ErasingRunner erasing;
  private final StoppingRunner stopping;
  private final PersonRepository people;
  private final PersonMarks marks;
  private final ErasedPeople erased;
  private final AuditLog audit;

  PeopleController(
      PersonReader reader,
      ErasingRunner erasing,
      StoppingRunner stopping,
      PersonRepository people,
      PersonMarks marks,
      ErasedPeople erased,
      AuditLog audit) {
    this.reader = reader;
    this.erasing = erasing;
    this.stopping = stopping;
    this.people = people;
    this.marks = marks;
    this.erased = erased;
    this.audit = audit;
  }

  /**
   * That somebody is being erased.
   *
   * @param erasureId by which the audit log names it
   */
  record ErasureReceipt(String erasureId, String status) {}

  @GetMapping("/api/people/{id}")
  @Operation(summary = "All that is held of one person, as one document: the export")
  @ApiResponse(responseCode = "200", description = HELD)
  @ApiResponse(responseCode = "404", description = NOTHING)
  ResponseEntity<PersonView> export(@PathVariable String id) {
    PersonView view =
        reader
            .find(checked(id))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, NOTHING));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
  }

  @GetMapping("/api/people")
  @Operation(summary = "The same, whatever the id looks like")
  @ApiResponse(responseCode = "200", description = HELD)
  @ApiResponse(responseCode = "404", description = NOTHING)
  ResponseEntity<PersonView> exportNamed(@RequestParam String id) {
    return export(id);
  }

  /** Asked for again, it is done again, and finds nothing. */
  @DeleteMapping("/api/people/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Erase one person, for good",
      description =
          "Nothing of him is taken any more; what the topics hold of him goes when they are"
              + " compacted.")
  @ApiResponse(responseCode = "202", description = "It is under way, and cannot be forgotten")
  ErasureReceipt erase(@PathVariable String id) {
    String mark = marks.of(checked(id));
    audit.record("person.erased", mark, Map.of());
    erasing.erase(id);
    return new ErasureReceipt(mark, "accepted");
  }

  @DeleteMapping("/api/people")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "The same, whatever the id looks like")
  @ApiResponse(responseCode = "202", description = "It is under way, and cannot be forgotten")
  ErasureReceipt eraseNamed(@RequestParam String id) {
    return erase(id);
  }

  @PostMapping("/api/people/{id}/opt-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Never ask one person again, and call back what is open")
  @ApiResponse(responseCode = "204", description = "He is not asked any more")
  void optOut(@PathVariable String id) {
    audit.record("person.opted-out", marks.of(checked(id)), Map.of());
    if (!erased.includes(id)) { // he is not asked anyway, and is not to be noted anew
      stopping.stop(id);
    }
  }

  @PostMapping("/api/people/opt-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "The same, whatever the id looks like")
  @ApiResponse(responseCode = "204", description = "He is not asked any more")
  void optOutNamed(@RequestParam String id) {
    optOut(id);
  }

  @DeleteMapping("/api/people/{id}/opt-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let one person be asked again")
  @ApiResponse(responseCode = "204", description = "He may be asked")
  void optIn(@PathVariable String id) {
    audit.record("person.opted-in", marks.of(checked(id)), Map.of());
    people.change(id, person -> person.optedIn());
  }

  @DeleteMapping("/api/people/opt-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "The same, whatever the id looks like")
  @ApiResponse(responseCode = "204", description = "He may be asked")
  void optInNamed(@RequestParam String id) {
    optIn(id);
  }

  static String checked(String id) {
    if (id.isBlank() || id.codePointCount(0, id.length()) > LONGEST_ID) {
      throw new InvalidRequestException("id", "must have 1 to " + LONGEST_ID + " characters");
    }
    return id;
  }
}
