package dev.barometer.reporting.edition;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Service reports over HTTP; they are planned beside their strategies. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "Reports")
class ReportController {
  private static final int LONGEST_PAGE = 100;

  private final EditionPublisher editions;
  private final SectionPublisher sections;
  private final EditionRepository list;
  private final Deliveries deliveries;

  ReportController(
      EditionPublisher editions,
      SectionPublisher sections,
      EditionRepository list,
      Deliveries deliveries) {
    this.sections = sections;
    this.deliveries = deliveries;
    this.editions = editions;
    this.list = list;
  }

  /** What came of looking. */
  record Verified(boolean equal, List<DifferenceView> differences) {}

  @ExceptionHandler
  ProblemDetail notOpen(NotOpenException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail notReviewer(NotReviewerException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, e.getMessage());
  }

  @GetMapping
  @Operation(summary = "Reports, the newest first")
  CursorPage<ReportView> reports(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list.page(status(status), Cursor.asked(cursor), CursorPage.limit(limit, LONGEST_PAGE))
        .map(ReportView::line);
  }

  private static @Nullable Status status(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Status.of(text)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "status", "must be one of " + String.join(", ", Status.labels())));
  }

  @GetMapping("/{id:[^.]+}")
  @Operation(summary = "One report, with what it says")
  ResponseEntity<ReportView> one(@PathVariable String id) {
    return shown(editions.find(id));
  }

  @PutMapping("/{id}/sections/{section}")
  @Operation(
      summary = "Writes what a section says beside its figures, of single tickets, and quotes",
      description =
          "What is left out stays as it is. Notes are all of the section: of sla what each ticket"
              + " that missed its SLA came from and what is done about it, of faults what major"
              + " incidents came from, did, and how they are prevented. Comments are all that"
              + " satisfaction quotes, as they stand when they are chosen.",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ReportRequest.Text.class))))
  @ApiResponse(responseCode = "409", description = "It is no draft")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ReportView> write(
      @PathVariable String id,
      @PathVariable String section,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    ReportRequest.Text asked = FactJson.read(body, ReportRequest.Text.class);
    if (asked.text() == null && asked.notes() == null && asked.comments() == null) {
      throw new InvalidRequestException("text", "is required, or notes, or comments");
    }
    return shown(
        sections.write(
            id, IfMatch.revision(ifMatch), section("section", section), asked, person(caller)));
  }

  @PostMapping("/{id}/submit")
  @Operation(summary = "Gives a draft to review")
  @ApiResponse(responseCode = "409", description = "It is no draft")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ReportView> submit(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @AuthenticationPrincipal Caller caller) {
    return changed(id, ifMatch, (edition, now) -> edition.submitted(person(caller), now));
  }

  @PostMapping("/{id}/return")
  @Operation(
      summary = "Gives it back with remarks",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ReportRequest.Returned.class))))
  @ApiResponse(responseCode = "403", description = "He is not among its reviewers")
  @ApiResponse(responseCode = "409", description = "It is not in review")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ReportView> giveBack(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    List<Edition.Remark> remarks = remarks(FactJson.read(body, ReportRequest.Returned.class));
    return changed(id, ifMatch, (edition, now) -> edition.returned(remarks, person(caller), now));
  }

  private static List<Edition.Remark> remarks(ReportRequest.Returned asked) {
    if (asked.remarks() == null || asked.remarks().isEmpty()) {
      throw new InvalidRequestException("remarks", "is required");
    }
    List<Edition.Remark> remarks = new ArrayList<>();
    for (int i = 0; i < asked.remarks().size(); i++) {
      ReportRequest.Returned.Remark one = asked.remarks().get(i);
      String text = one.text();
      if (text == null || text.isBlank() || text.length() > Edition.LONGEST_TEXT) {
        throw new InvalidRequestException(
            "remarks[" + i + "].text",
            "is required, and has at most " + Edition.LONGEST_TEXT + " characters");
      }
      remarks.add(
          new Edition.Remark(
              section("remarks[" + i + "].section", String.valueOf(one.section())), text));
    }
    return remarks;
  }

  @PostMapping("/{id}/approve")
  @Operation(summary = "Approves it; another person than who wrote or submitted it")
  @ApiResponse(responseCode = "403", description = "He is not among its reviewers")
  @ApiResponse(responseCode = "409", description = "It is not in review, or is his own")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ReportView> approve(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @AuthenticationPrincipal Caller caller) {
    return changed(id, ifMatch, (edition, now) -> edition.approved(person(caller), now));
  }

  @PostMapping("/{id}/publish")
  @Operation(summary = "Publishes what is approved; it is frozen from then on")
  @ApiResponse(responseCode = "409", description = "It is not approved")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ReportView> publish(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @AuthenticationPrincipal Caller caller) {
    return shown(editions.publish(id, IfMatch.revision(ifMatch), person(caller)));
  }

  @PostMapping("/{id}/editions")
  @Operation(
      summary = "Begins a new edition of what is published",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ReportRequest.Because.class))))
  @ApiResponse(responseCode = "201", description = "Begun; it is being collected")
  @ApiResponse(
      responseCode = "409",
      description = "It is not published, or has a new edition already")
  ResponseEntity<ReportView> correct(
      @PathVariable String id,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    String reason = FactJson.read(body, ReportRequest.Because.class).reason();
    return created(editions.correct(id, reason == null ? "" : reason.strip(), person(caller)));
  }

  @PostMapping("/{id}/verify")
  @Operation(
      summary = "Computes it once more, and says where it is not the same",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ReportRequest.Against.class))))
  Verified verify(
      @PathVariable String id, @org.springframework.web.bind.annotation.RequestBody byte[] body) {
    String against = FactJson.read(body, ReportRequest.Against.class).against();
    Edition edition = editions.find(id);
    List<Difference> found =
        switch (String.valueOf(against)) {
          case "inputs" -> editions.differencesFromInputs(edition);
          case "log" -> editions.differencesFromLog(edition);
          default -> throw new InvalidRequestException("against", "must be inputs or log");
        };
    return new Verified(found.isEmpty(), found.stream().map(DifferenceView::of).toList());
  }

  private static Section section(String field, String text) {
    return Section.of(text)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    field, "must be one of " + String.join(", ", Section.labels())));
  }

  private static Step.Person person(Caller caller) {
    return EditionPublisher.person(caller);
  }

  private static ResponseEntity<ReportView> created(Edition edition) {
    return ResponseEntity.created(URI.create("/api/reports/" + edition.reportId()))
        .eTag(IfMatch.tag(edition.revision()))
        .body(ReportView.line(edition));
  }

  private ResponseEntity<ReportView> changed(
      String id, @Nullable String ifMatch, BiFunction<Edition, Instant, Edition> step) {
    return shown(editions.change(id, IfMatch.revision(ifMatch), step));
  }

  private ResponseEntity<ReportView> shown(Edition edition) {
    return ResponseEntity.ok()
        .eTag(IfMatch.tag(edition.revision()))
        .body(
            ReportView.whole(
                edition, editions.changes(edition), deliveries.of(edition.reportId())));
  }
}
