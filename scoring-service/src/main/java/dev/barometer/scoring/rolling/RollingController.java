package dev.barometer.scoring.rolling;

import dev.barometer.contract.Scope;
import dev.barometer.contract.Violation;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scores;
import dev.barometer.scoring.ScoringProperties;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.cloud.stream.binder.kafka.streams.InteractiveQueryService;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Rolling scores from this instance's own state, without a detour over topics and read models. */
@RestController
class RollingController {
  private final InteractiveQueryService queries;
  private final ScoringProperties settings;
  private final Clock clock;

  RollingController(InteractiveQueryService queries, ScoringProperties settings, Clock clock) {
    this.queries = queries;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/api/rolling/{metric}")
  RollingScore rolling(
      @PathVariable String metric,
      @RequestParam(defaultValue = "all") String scope,
      @RequestParam(defaultValue = "30d") String window) {
    Metric wanted =
        Metrics.find(metric)
            .orElseThrow(
                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no metric " + metric));
    Window span =
        Window.of(window).orElseThrow(() -> invalid("window", "must be one of 24h, 7d, 30d, 90d"));
    String canonical = canonical(scope);
    RunningWindows running = windows(canonical);
    return RollingScore.of(
        Scores.of(wanted, running.of(span), settings.minimumN()),
        canonical,
        span,
        clock.instant().truncatedTo(ChronoUnit.HOURS));
  }

  private RunningWindows windows(String scope) {
    try {
      ReadOnlyKeyValueStore<String, byte[]> store =
          queries.getQueryableStore(RollingRepository.WINDOWS, QueryableStoreTypes.keyValueStore());
      byte[] stored = store.get(scope);
      return stored == null ? new RunningWindows() : RunningWindows.fromBytes(stored);
    } catch (InvalidStateStoreException | IllegalStateException notYet) {
      throw new ResponseStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, "the scores are being restored", notYet);
    }
  }

  private static String canonical(String scope) {
    try {
      return Scope.parse(scope).toString();
    } catch (IllegalArgumentException bad) {
      throw invalid("scope", String.valueOf(bad.getMessage()));
    }
  }

  private static InvalidRequestException invalid(String field, String rule) {
    return new InvalidRequestException(List.of(new Violation(field, rule)));
  }
}
