package dev.barometer.reporting.rolling;

import dev.barometer.contract.Scope;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The scores that slide with the clock, over HTTP. */
@RestController
@Tag(name = "Scores")
class RollingController {
  private final RollingScores scores;
  private final KeptPairs pairs;
  private final Progress progress;

  RollingController(RollingScores scores, KeptPairs pairs, Progress progress) {
    this.scores = scores;
    this.pairs = pairs;
    this.progress = progress;
  }

  @GetMapping("/api/rolling-scores")
  @Operation(
      summary = "All scores of a scope over a window that ends now",
      description =
          "As scoring-service last published them: each metric with its status, n, value and"
              + " interval. The window ends with the hour that is running. All that was accepted"
              + " before asOf is counted; complete says that nothing waited then.")
  RollingView rolling(
      @Parameter(description = "all, team:Group 56 or service:Email,team:Group 56")
          @RequestParam(defaultValue = "all")
          String scope,
      @Parameter(description = "24h, 7d, 30d or 90d") @RequestParam(defaultValue = "30d")
          String window) {
    Scope asked = Parameters.scope(scope);
    pairs.require("scope", asked.values().keySet());
    if (!RollingScores.WINDOWS.contains(window)) {
      throw new InvalidRequestException("window", "must be one of " + RollingScores.WINDOWS);
    }
    Standing standing = progress.of(Data.SCORES);
    return scores
        .of(asked, window)
        .map(view -> view.told(standing.asOf(), standing.complete()))
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Nothing was said of " + asked + " yet"));
  }
}
