package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
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

/** What people do to a case; each call answers with the case as it is then. */
@RestController
@Tag(name = "Cases")
@RequestMapping(path = "/api/complaints/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
@ApiResponse(responseCode = "200", description = "The case after the move")
@ApiResponse(responseCode = "403", description = "Another has to do it")
@ApiResponse(responseCode = "409", description = "The move is not open; those that are, are named")
@ApiResponse(responseCode = "412", description = "It was changed since it was read")
class MoveController {
  private final MovePublisher publisher;
  private final MoveReader reader;
  private final CaseMoves moves;
  private final ClockBook book;
  private final Clock clock;

  MoveController(
      MovePublisher publisher, MoveReader reader, CaseMoves moves, ClockBook book, Clock clock) {
    this.publisher = publisher;
    this.reader = reader;
    this.moves = moves;
    this.book = book;
    this.clock = clock;
  }

  @PostMapping("/acknowledge")
  @Operation(
      summary = "Says that somebody looks at it; a message goes to the customer",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Acknowledge.class))))
  ResponseEntity<CaseView> acknowledge(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Acknowledge asked = FactJson.read(body, MoveRequest.Acknowledge.class);
    return move(
        id, ifMatch, request, (here, by, now) -> moves.acknowledge(here, by, now, asked.message()));
  }

  @PostMapping("/assess")
  @Operation(
      summary = "Judges how bad it is, and whether it is a formal complaint",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Assess.class))))
  ResponseEntity<CaseView> assess(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Assess asked = FactJson.read(body, MoveRequest.Assess.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) ->
            moves.assess(
                here,
                by,
                now,
                MoveReader.severity(asked),
                MoveReader.kindOrNull(asked.kind()),
                asked.note()));
  }

  @PostMapping("/assign")
  @Operation(
      summary = "Gives it to somebody",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Assign.class))))
  ResponseEntity<CaseView> assign(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Assign asked = FactJson.read(body, MoveRequest.Assign.class);
    return shown(
        publisher.assign(
            id,
            IfMatch.revision(ifMatch),
            DeskMemberReader.of(request),
            () -> reader.assignee(asked),
            moves));
  }

  @PostMapping("/note")
  @Operation(
      summary = "Notes something for inside",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Note.class))))
  ResponseEntity<CaseView> note(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Note asked = FactJson.read(body, MoveRequest.Note.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) -> moves.note(here, by, now, MoveReader.text(asked.text())));
  }

  @PostMapping("/message")
  @Operation(
      summary = "Writes to the customer, besides the answer",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Message.class))))
  ResponseEntity<CaseView> message(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Message asked = FactJson.read(body, MoveRequest.Message.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) -> moves.message(here, by, now, MoveReader.text(asked.message())));
  }

  @PostMapping("/investigate")
  @Operation(
      summary = "Begins to find out what happened",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Nothing.class))))
  ResponseEntity<CaseView> investigate(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Nothing asked = FactJson.read(body, MoveRequest.Nothing.class);
    return move(id, ifMatch, request, (here, by, now) -> moves.investigate(here, by, now));
  }

  @PostMapping("/wait")
  @Operation(
      summary = "Waits for the customer: the clocks stand",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Wait.class))))
  ResponseEntity<CaseView> waitFor(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Wait asked = FactJson.read(body, MoveRequest.Wait.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) -> moves.waitFor(here, by, now, MoveReader.whom(asked), asked.note()));
  }

  @PostMapping("/resume")
  @Operation(
      summary = "Goes on: the clocks run",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Nothing.class))))
  ResponseEntity<CaseView> resume(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Nothing asked = FactJson.read(body, MoveRequest.Nothing.class);
    return move(id, ifMatch, request, (here, by, now) -> moves.resume(here, by, now));
  }

  @PostMapping("/respond")
  @Operation(
      summary = "Answers; the answer to a complaint is formal",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Respond.class))))
  ResponseEntity<CaseView> respond(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Respond asked = FactJson.read(body, MoveRequest.Respond.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) ->
            moves.respond(
                here,
                by,
                now,
                MoveReader.text(asked.message()),
                Boolean.TRUE.equals(asked.formal())));
  }

  @PostMapping("/close")
  @Operation(
      summary = "Closes it, with what was learned",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Close.class))))
  ResponseEntity<CaseView> close(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Close asked = FactJson.read(body, MoveRequest.Close.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) -> moves.close(here, by, now, MoveReader.closing(asked)));
  }

  @PostMapping("/withdraw")
  @Operation(
      summary = "Ends it without an answer",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Because.class))))
  ResponseEntity<CaseView> withdraw(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Because asked = FactJson.read(body, MoveRequest.Because.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) -> moves.withdraw(here, by, now, MoveReader.text(asked.reason())));
  }

  @PostMapping("/reopen")
  @Operation(
      summary = "Opens it once more; the clocks go on from where they stood",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = MoveRequest.Because.class))))
  ResponseEntity<CaseView> reopen(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    MoveRequest.Because asked = FactJson.read(body, MoveRequest.Because.class);
    return move(
        id,
        ifMatch,
        request,
        (here, by, now) -> moves.reopen(here, by, now, MoveReader.text(asked.reason())));
  }

  private ResponseEntity<CaseView> move(
      String id, @Nullable String ifMatch, HttpServletRequest request, MovePublisher.Step step) {
    return shown(publisher.move(id, IfMatch.revision(ifMatch), DeskMemberReader.of(request), step));
  }

  private ResponseEntity<CaseView> shown(Case moved) {
    return ResponseEntity.ok()
        .eTag(IfMatch.tag(moved.revision()))
        .body(CaseView.whole(moved, book.of(moved.context().team()), clock.instant()));
  }
}
