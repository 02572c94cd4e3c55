package dev.barometer.reporting.action;

import dev.barometer.reporting.parameter.Parameters;
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
import java.time.Clock;
import java.util.List;
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
import org.springframework.web.server.ResponseStatusException;

/** Improvement actions over HTTP. */
@RestController
@RequestMapping("/api/actions")
@Tag(name = "Improvement actions")
class ActionController {
  private static final int LONGEST_PAGE = 100;
  private static final int LONGEST_NOTE = 1_000;

  private final ActionPublisher publisher;
  private final ActionRepository actions;
  private final ActionRequestReader requests;
  private final OutcomeReader outcomes;
  private final OrganisationDays days;
  private final Clock clock;

  ActionController(
      ActionPublisher publisher,
      ActionRepository actions,
      ActionRequestReader requests,
      OutcomeReader outcomes,
      OrganisationDays days,
      Clock clock) {
    this.publisher = publisher;
    this.actions = actions;
    this.requests = requests;
    this.outcomes = outcomes;
    this.days = days;
    this.clock = clock;
  }

  @ExceptionHandler
  ProblemDetail refused(MoveRefusedException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.why());
  }

  @GetMapping
  @Operation(
      summary = "Improvement actions, the newest first",
      description =
          "Teams bound what is seen: those of the caller's, and what he is to do himself.")
  CursorPage<ActionView> actions(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String scope,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit,
      @AuthenticationPrincipal Caller caller) {
    Parameters.oneOf("status", status, Status.labels());
    ActionRepository.Filter filter =
        new ActionRepository.Filter(
            status == null ? List.of() : Status.of(status).stream().toList(),
            owner,
            scope == null ? null : Parameters.scope(scope).toString());
    return actions
        .page(
            filter,
            ViewerReader.of(caller),
            Cursor.asked(cursor),
            CursorPage.limit(limit, LONGEST_PAGE))
        .map(action -> ActionView.line(action, isOverdue(action)));
  }

  @PostMapping
  @Operation(
      summary = "Plans an improvement action",
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = ActionRequest.class))))
  @ApiResponse(responseCode = "201", description = "Planned")
  ResponseEntity<ActionView> plan(
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    requireWriter(ViewerReader.of(caller));
    ActionRequestReader.Asked asked = requests.read(FactJson.read(body, ActionRequest.class));
    Action action = publisher.plan(asked, ViewerReader.person(caller));
    return ResponseEntity.created(URI.create("/api/actions/" + action.actionId()))
        .eTag(IfMatch.tag(action.revision()))
        .body(ActionView.whole(action, isOverdue(action), outcomes.of(action)));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "One action, with what can be said of its effect",
      description =
          "The baseline is frozen when it starts: the eight weeks before it. Weeks after are counted"
              + " from the start, as many as were fixed then.")
  ResponseEntity<ActionView> one(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    return shown(publisher.find(id, ViewerReader.of(caller)));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Changes an open action; what it aims at is fixed when it starts",
      description =
          "Title, description, owner, due and progress are taken as they are sent. If-Match: 412"
              + " where it was changed meanwhile.",
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = ActionRequest.class))))
  @ApiResponse(responseCode = "409", description = "It is done or dropped")
  @ApiResponse(responseCode = "412", description = "It was changed meanwhile")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ActionView> change(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    Viewer viewer = ViewerReader.of(caller);
    requireWriter(viewer);
    ActionRequest request = FactJson.read(body, ActionRequest.class);
    return shown(
        publisher.change(
            id,
            viewer,
            IfMatch.revision(ifMatch),
            (action, now) -> {
              ActionRequestReader.Asked asked = requests.read(request, action);
              return action.changed(asked.words(), asked.goal(), ViewerReader.person(caller), now);
            }));
  }

  @PostMapping("/{id}/{move:start|finish|drop|reopen}")
  @Operation(
      summary = "Takes an action on: start, finish, drop or reopen",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = ActionRequest.Because.class))))
  @ApiResponse(responseCode = "409", description = "It is not where it would have to be for this")
  @ApiResponse(responseCode = "412", description = "It was changed meanwhile")
  @ApiResponse(responseCode = "200", description = "As it is now")
  ResponseEntity<ActionView> move(
      @PathVariable String id,
      @PathVariable String move,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody(required = false) byte @Nullable [] body,
      @AuthenticationPrincipal Caller caller) {
    Viewer viewer = ViewerReader.of(caller);
    requireWriter(viewer);
    Move known =
        Move.of(move)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such move"));
    String note =
        body == null || body.length == 0
            ? null
            : FactJson.read(body, ActionRequest.Because.class).note();
    return shown(
        publisher.move(
            id, viewer, IfMatch.revision(ifMatch), known, note(note), ViewerReader.person(caller)));
  }

  static @Nullable String note(@Nullable String note) {
    if (note != null && note.length() > LONGEST_NOTE) {
      throw new InvalidRequestException(
          "note", "must have at most " + LONGEST_NOTE + " characters");
    }
    return note == null || note.isBlank() ? null : note.strip();
  }

  static void requireWriter(Viewer viewer) {
    if (!viewer.mayWrite()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "Actions are changed by managers who are bound to no team");
    }
  }

  private boolean isOverdue(Action action) {
    return action.isOverdueOn(days.today(clock.instant()));
  }

  private ResponseEntity<ActionView> shown(Action action) {
    return ResponseEntity.ok()
        .eTag(IfMatch.tag(action.revision()))
        .body(ActionView.whole(action, isOverdue(action), outcomes.of(action)));
  }
}
