package dev.barometer.reporting.score;

import dev.barometer.contract.score.Scope;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.metrics.Metric;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.web.EntityTags;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.StringArrayPropertyEditor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many scores in one call, for a page that shows several. */
@RestController
@Tag(name = "Scores")
class ScoresController {
  private static final int MOST = 200;

  /** What no name holds. */
  private static final String NO_SEPARATOR = "\0";

  private final ScoreQueries queries;
  private final KeptPairs pairs;
  private final PeriodParser periods;
  private final Progress progress;
  private final Clock clock;

  ScoresController(
      ScoreQueries queries, KeptPairs pairs, PeriodParser periods, Progress progress, Clock clock) {
    this.queries = queries;
    this.pairs = pairs;
    this.periods = periods;
    this.progress = progress;
    this.clock = clock;
  }

  /** A scope may have commas in it: a parameter that is given once is one value. */
  @InitBinder
  void eachIsOneValue(WebDataBinder binder) {
    binder.registerCustomEditor(String[].class, new StringArrayPropertyEditor(NO_SEPARATOR));
  }

  @GetMapping(
      path = "/api/scores",
      produces = {MediaType.APPLICATION_JSON_VALUE, CsvFiles.CSV})
  @Operation(
      summary = "Scores of several metrics and scopes over one period, read at one moment",
      description =
          "Each metric of each scope, at most "
              + MOST
              + " in all, in the order they are asked for; each like a score of its own."
              + ScoreController.AGE
              + ScoreController.PERIOD)
  @Nullable ResponseEntity<ScoreList> scores(
      @Parameter(description = "Once for each metric: nps, csat, ces, sla, art ...") @RequestParam
          String[] metric,
      @Parameter(description = "Once for each scope. " + ScoreController.SCOPE)
          @RequestParam(defaultValue = "all")
          String[] scope,
      @Parameter(description = ScoreController.FROM) @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = ScoreController.TO) @RequestParam(required = false)
          @Nullable String to,
      @Parameter(description = ScoreController.COMPARE_TO) @RequestParam(required = false)
          @Nullable String compareTo,
      @Parameter(description = CsvFiles.FORMAT) @RequestParam(required = false)
          @Nullable String format,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    Set<Metric> metrics = new LinkedHashSet<>();
    for (String id : metric) {
      metrics.add(Parameters.metric(id));
    }
    Set<Scope> scopes = new LinkedHashSet<>();
    for (String text : scope) {
      Scope asked = Parameters.scope(text);
      pairs.require("scope", asked.values().keySet());
      scopes.add(asked);
    }
    if (metrics.size() * scopes.size() > MOST) {
      throw new InvalidRequestException(
          "scope", "must be fewer: at most " + MOST + " scores are told at once");
    }
    Period period = periods.read(from, to, clock.instant());
    Period earlier = compareTo == null ? null : periods.readComparison(compareTo, period);
    // Asked before the data is read: what is read then is as new, or newer.
    Standing standing = progress.of(Data.TALLIES);
    List<ScoreView> found = queries.scores(metrics, scopes, period, earlier);
    ScoreList scores = new ScoreList(found, standing.asOf(), standing.complete());
    if (CsvFiles.isWanted(format, headers)) {
      CsvFiles.write(
          response,
          "scores",
          ScoreRow.COLUMNS,
          file -> scores.items().forEach(score -> file.accept(ScoreRow.of(score))));
      return null;
    }
    return EntityTags.answer(List.of(found, standing.complete()), standing.asOf())
        .contentType(MediaType.APPLICATION_JSON)
        .body(scores);
  }
}
