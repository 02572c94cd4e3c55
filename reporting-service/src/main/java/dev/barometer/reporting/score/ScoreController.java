package dev.barometer.reporting.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Variant;
import dev.barometer.reporting.live.CaseChanges;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.EntityTags;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Scores over HTTP: of any scope and any period. */
@RestController
@RequestMapping("/api/scores/{metric}")
@Tag(name = "Scores")
class ScoreController {
  private static final String METRIC = "Id of the metric: nps, csat, ces, sla, art ...";
  static final String SCOPE =
      "Whose score: all, one dimension (team:Group 56) or a configured pair"
          + " (service:Email,team:Group 56)";
  static final String FROM =
      "Inclusive; a date (that day's start in the organisation's zone) or a time with offset;"
          + " 30 days before the end where it is left out";
  static final String TO =
      "Exclusive; a date or a time with offset; the end of the running hour where it is left out";
  static final String AGE =
      " All that was accepted before asOf is counted; complete says that nothing waited then, and"
          + " that this was a moment ago.";
  static final String PERIOD =
      " The period is widened to whole hours within about the last 100 days and to whole days"
          + " before that (also where the zone's offset is no whole hour); the answer names the"
          + " period that was used.";

  static final String COMPARE_TO =
      "Adds the change since an earlier period: previous (as long, directly before), or from/to";

  private static final String VARIANT =
      "Another way to score the same answers: excludeNeutral (csat: 100 positive / (positive +"
          + " negative)) or percent (ces: 100 positive / n over all scales)";

  private static final Set<Metric> OF_CASES =
      Set.of(
          Metrics.COMPLAINTS,
          Metrics.COMPLAINT_SLA,
          Metrics.COMPLAINT_REPEAT_RATE,
          Metrics.COMPLAINT_HANDLING_TIME);

  private final ScoreQueries queries;
  private final KeptPairs pairs;
  private final PeriodParser periods;
  private final Progress progress;
  private final CaseChanges changes;
  private final Clock clock;

  ScoreController(
      ScoreQueries queries,
      KeptPairs pairs,
      PeriodParser periods,
      Progress progress,
      CaseChanges changes,
      Clock clock) {
    this.queries = queries;
    this.pairs = pairs;
    this.periods = periods;
    this.progress = progress;
    this.changes = changes;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "A score of a scope over a period",
      description =
          "With n, its 95 % interval and, for answers on a scale, the counts by class. What people"
              + " said gives no number under the minimum n (not-enough-data), nothing at all gives"
              + " no-data; then value and interval are null."
              + AGE
              + PERIOD)
  ResponseEntity<ScoreView> score(
      @Parameter(description = METRIC) @PathVariable String metric,
      @Parameter(description = SCOPE) @RequestParam(defaultValue = "all") String scope,
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
      @Parameter(description = COMPARE_TO) @RequestParam(required = false)
          @Nullable String compareTo,
      @Parameter(description = VARIANT) @RequestParam(required = false) @Nullable String variant)
      throws InterruptedException {
    Metric known = known(metric);
    Variant in = Parameters.variant(variant, known);
    Scope asked = scope(scope);
    Period period = periods.read(from, to, clock.instant());
    if (OF_CASES.contains(known)) {
      changes.await();
    }
    Standing standing = standing();
    ScoreView score =
        compareTo == null
            ? queries.score(known, in, asked, period)
            : queries.score(known, in, asked, period, periods.readComparison(compareTo, period));
    return EntityTags.answer(List.of(score, standing.complete()), standing.asOf())
        .body(score.told(standing.asOf(), standing.complete()));
  }

  @GetMapping(
      path = "/series",
      produces = {MediaType.APPLICATION_JSON_VALUE, CsvFiles.CSV})
  @Operation(
      summary = "How a score went over a period",
      description =
          "One point per hour, day, week (from Monday) or month, also where there is no data; the"
              + " first and the last may be shorter. Hours are there for about the last 100 days."
              + PERIOD)
  @Nullable ResponseEntity<SeriesView> series(
      @Parameter(description = METRIC) @PathVariable String metric,
      @Parameter(description = SCOPE) @RequestParam(defaultValue = "all") String scope,
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "hour, day, week or month") @RequestParam(defaultValue = "day")
          String interval,
      @Parameter(description = VARIANT) @RequestParam(required = false) @Nullable String variant,
      @Parameter(description = CsvFiles.FORMAT) @RequestParam(required = false)
          @Nullable String format,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    Metric known = known(metric);
    Variant in = Parameters.variant(variant, known);
    Scope asked = scope(scope);
    Step step =
        Step.of(interval)
            .orElseThrow(
                () -> new InvalidRequestException("interval", "must be hour, day, week or month"));
    Period period = periods.read(from, to, clock.instant());
    Standing standing = standing();
    List<ScoreView> points = queries.series(known, in, asked, period, step);
    SeriesView series =
        new SeriesView(
            known.id(),
            asked.toString(),
            step.label(),
            points,
            standing.asOf(),
            standing.complete());
    if (CsvFiles.isWanted(format, headers)) {
      CsvFiles.write(
          response,
          known.id() + "-" + step.label(),
          ScoreRow.COLUMNS,
          file -> series.points().forEach(point -> file.accept(ScoreRow.of(point))));
      return null;
    }
    return json(series, List.of(points, standing.complete()), standing);
  }

  @GetMapping(
      path = "/breakdown",
      produces = {MediaType.APPLICATION_JSON_VALUE, CsvFiles.CSV})
  @Operation(
      summary = "What a score is made of",
      description =
          "One score per value of a dimension, or per pair of values, most observations first;"
              + " values without observations are left out. What has no value of the dimension is"
              + " the last item, with value null and rest true: so the parts add up to the whole."
              + " Where hiding a small group would let"
              + " what its people said be computed from the others, the next smallest is hidden"
              + " too."
              + PERIOD)
  @Nullable ResponseEntity<BreakdownView> breakdown(
      @Parameter(description = METRIC) @PathVariable String metric,
      @Parameter(description = "A dimension (team) or a configured pair (service,team)")
          @RequestParam
          String by,
      @Parameter(description = "What all groups also belong to") @RequestParam(defaultValue = "all")
          String scope,
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "At most so many groups; all where it is left out")
          @RequestParam(required = false)
          @Nullable Integer limit,
      @Parameter(description = VARIANT) @RequestParam(required = false) @Nullable String variant,
      @Parameter(description = CsvFiles.FORMAT) @RequestParam(required = false)
          @Nullable String format,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    Metric known = known(metric);
    Variant in = Parameters.variant(variant, known);
    Scope within = Parameters.scope(scope);
    Set<Dimension> dimensions = Parameters.by(by, within);
    Set<Dimension> together = EnumSet.copyOf(dimensions);
    together.addAll(within.values().keySet());
    pairs.require("by", together);
    int most = limit == null ? Integer.MAX_VALUE : CursorPage.limit(limit, Integer.MAX_VALUE);
    Period period = periods.read(from, to, clock.instant());
    Standing standing = standing();
    List<BreakdownItem> items = queries.breakdown(known, in, dimensions, within, period, most);
    BreakdownView breakdown =
        new BreakdownView(known.id(), by, items, standing.asOf(), standing.complete());
    if (CsvFiles.isWanted(format, headers)) {
      CsvFiles.write(
          response,
          known.id() + "-by-" + by.replace(',', '-'),
          BreakdownItem.COLUMNS,
          file -> breakdown.items().forEach(item -> file.accept(item.row())));
      return null;
    }
    return json(breakdown, List.of(items, standing.complete()), standing);
  }

  private static <T> ResponseEntity<T> json(T body, Object timeless, Standing standing) {
    return EntityTags.answer(timeless, standing.asOf())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body);
  }

  private Scope scope(String text) {
    Scope asked = Parameters.scope(text);
    pairs.require("scope", asked.values().keySet());
    return asked;
  }

  /** Asked before the data is read: what is read then is as new, or newer. */
  private Standing standing() {
    return progress.of(Data.TALLIES);
  }

  private static Metric known(String metric) {
    return Metrics.find(metric)
        .orElseThrow(
            () ->
                new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no metric " + metric));
  }
}
