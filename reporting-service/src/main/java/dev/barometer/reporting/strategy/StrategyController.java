package dev.barometer.reporting.strategy;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Report strategies over HTTP. */
@RestController
@Tag(name = "Report strategies")
class StrategyController {
  private static final String ALL = "/api/report-strategies";
  private static final String ONE = ALL + "/{id}";
  private static final int LONGEST_PAGE = 100;

  private final StrategyRepository strategies;
  private final StrategyPublisher publisher;
  private final ScheduleRunner schedule;

  StrategyController(
      StrategyRepository strategies, StrategyPublisher publisher, ScheduleRunner schedule) {
    this.strategies = strategies;
    this.publisher = publisher;
    this.schedule = schedule;
  }

  @GetMapping(ALL)
  @Operation(summary = "Report strategies, those that were added last first")
  CursorPage<StrategyView> strategies(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return strategies
        .page(Cursor.asked(cursor), CursorPage.limit(limit, LONGEST_PAGE))
        .map(this::view);
  }

  @GetMapping(ONE)
  @Operation(summary = "One of them")
  ResponseEntity<StrategyView> one(@PathVariable String id) {
    return tagged(publisher.find(id));
  }

  @GetMapping(ONE + "/versions")
  @Operation(summary = "It as it is and as it was, the newest first")
  CursorPage<StrategyView> versions(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return strategies
        .versions(
            publisher.find(id), Cursor.askedRevision(cursor), CursorPage.limit(limit, LONGEST_PAGE))
        .map(StrategyView::of);
  }

  @PostMapping(path = ALL, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Adds a strategy; periods that are over from now on get their reports by it",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = StrategyRequest.class))))
  @ApiResponse(responseCode = "201", description = "Added")
  @ApiResponse(responseCode = "409", description = "The id is taken")
  ResponseEntity<StrategyView> add(
      @RequestBody byte[] body, @AuthenticationPrincipal Caller caller) {
    KeptStrategy added = publisher.add(FactJson.read(body, StrategyRequest.class), caller.name());
    URI address = UriComponentsBuilder.fromPath(ONE).build(added.strategy().strategyId());
    return ResponseEntity.created(address)
        .eTag(IfMatch.tag(added.strategy().revision()))
        .body(view(added));
  }

  @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Puts this in the place of what is there, which is kept as a version",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = StrategyRequest.class))))
  @ApiResponse(responseCode = "200", description = "Changed")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<StrategyView> change(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    StrategyRequest asked = FactJson.read(body, StrategyRequest.class);
    return tagged(publisher.change(id, IfMatch.revision(ifMatch), asked, caller.name()));
  }

  @DeleteMapping(ONE)
  @Operation(summary = "Retires a strategy: nothing is planned by it any more; what was, remains")
  @ApiResponse(responseCode = "200", description = "Retired, now or before")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<StrategyView> retire(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @AuthenticationPrincipal Caller caller) {
    return tagged(publisher.retire(id, IfMatch.revision(ifMatch), caller.name()));
  }

  private StrategyView view(KeptStrategy kept) {
    return StrategyView.of(kept, schedule.nextDue(kept).orElse(null));
  }

  private ResponseEntity<StrategyView> tagged(KeptStrategy kept) {
    return ResponseEntity.ok().eTag(IfMatch.tag(kept.strategy().revision())).body(view(kept));
  }
}
