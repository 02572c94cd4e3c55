package dev.barometer.reporting.target;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Targets, baselines and bands over HTTP. */
@RestController
@Tag(name = "Targets")
class TargetController {
  private static final String ALL = "/api/targets";
  private static final String ONE = ALL + "/{metric}";
  private static final String SCOPE = "all, one dimension (team:Group 56), or a configured pair";
  private static final int LONGEST_PAGE = 100;

  private final TargetRepository targets;
  private final TargetPublisher publisher;
  private final TargetReader reader;
  private final YardstickReader yardsticks;

  TargetController(
      TargetRepository targets,
      TargetPublisher publisher,
      TargetReader reader,
      YardstickReader yardsticks) {
    this.targets = targets;
    this.publisher = publisher;
    this.reader = reader;
    this.yardsticks = yardsticks;
  }

  @GetMapping(ALL)
  @Operation(
      summary = "What was set, by metric and scope, with what of it is in force today",
      description = "What counts where nothing was set is told of each metric by itself.")
  CursorPage<TargetView> targets(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    LocalDate today = publisher.today();
    return targets
        .page(Cursor.asked(cursor), CursorPage.limit(limit, LONGEST_PAGE))
        .map(one -> TargetView.of(one, one.inForce(today).map(Target::yardstick), today));
  }

  @GetMapping(ONE)
  @Operation(
      summary = "What a score of this metric and scope is measured by",
      description =
          "What was set for the scope itself, else for all, else the usual bands of the metric.")
  ResponseEntity<TargetView> one(
      @PathVariable String metric,
      @Parameter(description = SCOPE) @RequestParam(defaultValue = "all") String scope,
      @Parameter(description = "A day, as of which it is told; today where it is left out")
          @RequestParam(required = false)
          @Nullable String at) {
    Metric known = known(metric);
    return tagged(targets.find(known.id(), reader.scope(scope)), day(at));
  }

  @GetMapping(ONE + "/versions")
  @Operation(summary = "All that was set for this very scope, what was said last first")
  CursorPage<TargetView.VersionView> versions(
      @PathVariable String metric,
      @Parameter(description = SCOPE) @RequestParam(defaultValue = "all") String scope,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    Long below = Cursor.askedRevision(cursor);
    int most = CursorPage.limit(limit, LONGEST_PAGE);
    List<Target> all =
        new ArrayList<>(targets.find(known(metric).id(), reader.scope(scope)).versions());
    Collections.reverse(all);
    return CursorPage.of(
            all.stream()
                .filter(one -> below == null || one.revision() < below)
                .limit(most + 1L)
                .toList(),
            most,
            last -> Cursor.ofRevision(last.revision()).toString())
        .map(TargetView.VersionView::of);
  }

  @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Sets target, bands and baseline of a metric and a scope from a day on",
      description =
          "All three in the place of what was set before; also of what was to count later.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = TargetRequest.class))))
  @ApiResponse(responseCode = "200", description = "Set")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<TargetView> set(
      @PathVariable String metric,
      @Parameter(description = SCOPE) @RequestParam(defaultValue = "all") String scope,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body,
      @AuthenticationPrincipal Caller caller) {
    TargetRequest asked = FactJson.read(body, TargetRequest.class);
    return tagged(
        publisher.set(
            known(metric), reader.scope(scope), IfMatch.revision(ifMatch), asked, caller.name()),
        publisher.today());
  }

  @DeleteMapping(ONE)
  @Operation(summary = "Ends it from today on; what was, remains, and reports of then keep it")
  @ApiResponse(responseCode = "200", description = "Ended, now or before")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<TargetView> end(
      @PathVariable String metric,
      @Parameter(description = SCOPE) @RequestParam(defaultValue = "all") String scope,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @AuthenticationPrincipal Caller caller) {
    return tagged(
        publisher.end(known(metric), reader.scope(scope), IfMatch.revision(ifMatch), caller.name()),
        publisher.today());
  }

  private ResponseEntity<TargetView> tagged(TargetHistory history, LocalDate day) {
    Metric metric = Metrics.find(history.metric()).orElseThrow();
    Optional<Yardstick> inForce =
        Optional.ofNullable(
            yardsticks
                .inForce(Scope.parse(history.scope()), List.of(metric), day)
                .get(metric.id()));
    return ResponseEntity.ok()
        .eTag(IfMatch.tag(history.revision()))
        .body(TargetView.of(history, inForce, day));
  }

  private static Metric known(String metric) {
    return Metrics.find(metric)
        .orElseThrow(
            () ->
                new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no metric " + metric));
  }

  private LocalDate day(@Nullable String text) {
    if (text == null) {
      return publisher.today();
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      throw new InvalidRequestException("at", "must be a day such as 2026-10-01");
    }
  }
}
