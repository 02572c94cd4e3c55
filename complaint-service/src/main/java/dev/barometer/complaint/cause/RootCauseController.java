package dev.barometer.complaint.cause;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.SeenRepository;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.DateParameter;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The root causes, which agents choose from and managers keep. */
@RestController
@Tag(name = "Root causes")
@RequestMapping("/api/root-causes")
class RootCauseController {
  private static final Duration PERIOD = Duration.ofDays(30);

  private final RootCauseRepository causes;
  private final CauseCountRepository counts;
  private final SeenRepository seen;
  private final RootCausePublisher publisher;
  private final Clock clock;

  RootCauseController(
      RootCauseRepository causes,
      CauseCountRepository counts,
      SeenRepository seen,
      RootCausePublisher publisher,
      Clock clock) {
    this.causes = causes;
    this.counts = counts;
    this.seen = seen;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** All of them, those that are offered no more too. */
  record RootCauseList(List<RootCause> rootCauses) {}

  /** What is sent. */
  record RootCausesRequest(@Nullable List<Line> rootCauses) {

    record Line(
        @Nullable String id, @Nullable Map<String, String> texts, @Nullable Boolean retired) {}

    List<RootCause> read() {
      if (rootCauses == null) {
        throw new InvalidRequestException("rootCauses", "is required");
      }
      return rootCauses.stream()
          .map(
              line ->
                  new RootCause(
                      line.id() == null ? "" : line.id(),
                      line.texts() == null ? Map.of() : line.texts(),
                      Boolean.TRUE.equals(line.retired())))
          .toList();
    }
  }

  /**
   * How often one was found.
   *
   * @param rootCause an id of the list, or what was written
   * @param text as the caller reads it
   */
  record CauseCount(String rootCause, String text, boolean listed, long cases) {}

  /** In a period. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CauseCounts(
      Instant from, Instant to, @Nullable String team, long cases, List<CauseCount> items) {}

  @GetMapping
  @Operation(summary = "The root causes that a case can be closed with")
  ResponseEntity<RootCauseList> all() {
    return answer(causes.get());
  }

  @PutMapping
  @Operation(
      summary = "Keeps the list of root causes",
      description =
          "One that is there is retired, never left out: cases name it. Free text is accepted at a"
              + " case all the same.",
      requestBody =
          @RequestBody(
              content = @Content(schema = @Schema(implementation = RootCausesRequest.class))))
  @ApiResponse(responseCode = "200", description = "The list as it is then")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<RootCauseList> keep(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @org.springframework.web.bind.annotation.RequestBody byte[] body) {
    List<RootCause> next = FactJson.read(body, RootCausesRequest.class).read();
    return answer(publisher.change(IfMatch.revision(ifMatch), next));
  }

  private static ResponseEntity<RootCauseList> answer(RootCauses all) {
    return ResponseEntity.ok().eTag(IfMatch.tag(all.revision())).body(new RootCauseList(all.all()));
  }

  @GetMapping("/counts")
  @Operation(
      summary =
          "How many cases were closed with which root cause; the last 30 days, unless asked for others")
  CauseCounts counts(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String team,
      HttpServletRequest request,
      Locale reader) {
    Instant end = to == null ? clock.instant() : DateParameter.read("to", to, ZoneOffset.UTC);
    Instant begin =
        from == null ? end.minus(PERIOD) : DateParameter.read("from", from, ZoneOffset.UTC);
    if (!begin.isBefore(end)) {
      throw new InvalidRequestException("to", "must be after from");
    }
    RootCauses known = causes.get();
    Map<String, Long> byId = new TreeMap<>();
    counts
        .closed(begin, end, team, seen.of(DeskMemberReader.of(request)))
        .forEach(
            (kept, cases) ->
                byId.merge(known.find(kept).map(RootCause::id).orElse(kept), cases, Long::sum));
    List<CauseCount> items = new ArrayList<>();
    byId.forEach(
        (kept, cases) ->
            items.add(
                new CauseCount(
                    kept, known.named(kept, reader), known.find(kept).isPresent(), cases)));
    items.sort(
        Comparator.comparingLong(CauseCount::cases)
            .reversed()
            .thenComparing(CauseCount::rootCause));
    long all = items.stream().mapToLong(CauseCount::cases).sum();
    return new CauseCounts(begin, end, team, all, items);
  }
}
