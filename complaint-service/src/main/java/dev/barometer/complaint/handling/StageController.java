package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** What begins a case by hand, or out of another. */
@RestController
@Tag(name = "Cases")
@RequestMapping(path = StageController.ALL, consumes = MediaType.APPLICATION_JSON_VALUE)
class StageController {
  static final String ALL = "/api/complaints";

  private final StagePublisher publisher;
  private final ClockBook book;
  private final Clock clock;

  StageController(StagePublisher publisher, ClockBook book, Clock clock) {
    this.publisher = publisher;
    this.book = book;
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      summary = "Takes down what somebody complains of",
      description =
          "It joins the open case of the same ticket and person where there is one. The same request"
              + " with the same Idempotency-Key is taken down once.",
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = HandRequest.class))))
  @ApiResponse(responseCode = "201", description = "The case")
  @ApiResponse(responseCode = "409", description = "It is of somebody who was erased")
  ResponseEntity<CaseView> take(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    return created(
        publisher.take(FactJson.read(body, HandRequest.class), key, DeskMemberReader.of(request)));
  }

  @PostMapping("/{id}/merge")
  @Operation(
      summary = "Makes it a part of another",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Merge.class))))
  @ApiResponse(responseCode = "200", description = "The case that became a part of the other")
  @ApiResponse(responseCode = "409", description = "The move is not open")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<CaseView> merge(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    Case merged =
        publisher.merge(
            id,
            IfMatch.revision(ifMatch),
            DeskMemberReader.of(request),
            FactJson.read(body, MoveRequest.Merge.class));
    return ResponseEntity.ok().eTag(IfMatch.tag(merged.revision())).body(view(merged));
  }

  @PostMapping("/{id}/split")
  @Operation(
      summary = "Makes a case of its own of some of what was said",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Split.class))))
  @ApiResponse(responseCode = "201", description = "The new case")
  @ApiResponse(responseCode = "409", description = "The move is not open")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<CaseView> split(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    return created(
        publisher.split(
            id,
            IfMatch.revision(ifMatch),
            DeskMemberReader.of(request),
            FactJson.read(body, MoveRequest.Split.class)));
  }

  @PostMapping("/{id}/review")
  @Operation(
      summary = "Asks for the second stage, by somebody who had no hand in the first",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Because.class))))
  @ApiResponse(responseCode = "201", description = "The second stage, a case of its own")
  @ApiResponse(responseCode = "409", description = "The move is not open")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<CaseView> review(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    return created(
        publisher.review(
            id,
            IfMatch.revision(ifMatch),
            DeskMemberReader.of(request),
            FactJson.read(body, MoveRequest.Because.class)));
  }

  private ResponseEntity<CaseView> created(Case opened) {
    URI address = UriComponentsBuilder.fromPath(ALL + "/{id}").build(opened.caseId());
    return ResponseEntity.created(address).eTag(IfMatch.tag(opened.revision())).body(view(opened));
  }

  private CaseView view(Case shown) {
    return CaseView.whole(shown, book.of(shown.context().team()), clock.instant());
  }
}
