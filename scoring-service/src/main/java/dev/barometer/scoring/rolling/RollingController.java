package dev.barometer.scoring.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scores;
import dev.barometer.scoring.ScoringProperties;
import dev.barometer.scoring.observation.DimensionPair;
import dev.barometer.scoring.rolling.OtherInstances.Answer;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.security.Credential;
import dev.barometer.starter.web.EntityTags;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rolling scores from the streams' state, without a detour over topics and read models. Each scope
 * is kept by one instance; any other passes the call on to it.
 */
@RestController
@Tag(name = "Scores")
class RollingController {
  private static final Logger log = LoggerFactory.getLogger(RollingController.class);
  private static final String PATH = "/api/rolling/";
  private static final String RETRY_AFTER_SECONDS = "2";
  private static final int ATTEMPTS = 2;

  private final WindowsRepository windows;
  private final OtherInstances others = new OtherInstances();
  private final long minimumN;
  private final List<DimensionPair> pairs;
  private final JsonMapper json;
  private final Progress progress;
  private final Clock clock;

  RollingController(
      WindowsRepository windows,
      ScoringProperties settings,
      BarometerProperties barometer,
      JsonMapper json,
      Progress progress,
      Clock clock) {
    this.windows = windows;
    this.minimumN = barometer.organisation().minimumN();
    this.pairs = settings.keptPairs();
    this.json = json;
    this.progress = progress;
    this.clock = clock;
  }

  private record Question(Metric metric, String scope, Window window) {}

  @GetMapping(PATH + "{metric}")
  @Operation(summary = "A rolling score of a scope, from the state of the streams")
  ResponseEntity<RollingScore> rolling(
      @PathVariable String metric,
      @RequestParam(defaultValue = "all") String scope,
      @RequestParam(defaultValue = "30d") String window,
      HttpServletRequest call) {
    Question question = question(metric, scope, window);
    boolean isPassedOn = call.getHeader(OtherInstances.PASSED_ON) != null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // Asked before the state is: what is found there is as new, or newer.
      Standing standing = progress.of(Data.WINDOWS);
      Whereabouts found = windows.find(question.scope);
      if (found instanceof Whereabouts.Here here) {
        return tagged(score(question, here.windows(), standing));
      }
      if (found instanceof Whereabouts.Elsewhere keeper && !isPassedOn) {
        RollingScore answer = passOn(question, keeper, credentialOf(call));
        if (answer != null) {
          return tagged(answer);
        }
      }
    }
    throw comeBack();
  }

  private static ResponseEntity<RollingScore> tagged(RollingScore score) {
    return EntityTags.answer(score.asOf(Instant.EPOCH), score.asOf()).body(score);
  }

  private Question question(String metric, String scope, String window) {
    return new Question(
        Metrics.find(metric)
            .orElseThrow(
                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no metric " + metric)),
        canonical(scope),
        Window.of(window).orElseThrow(() -> invalid("window", "must be one of 24h, 7d, 30d, 90d")));
  }

  private RollingScore score(Question question, RunningWindows running, Standing standing) {
    return RollingScore.of(
        Scores.of(question.metric, running.of(question.window), minimumN),
        question.scope,
        question.window,
        clock.instant().truncatedTo(ChronoUnit.HOURS),
        standing.asOf(),
        standing.complete());
  }

  /** Nobody gets here without one. */
  private static Credential credentialOf(HttpServletRequest call) {
    return Credential.of(call)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
  }

  /** What the instance that keeps the scope says; null where it cannot answer now. */
  private @Nullable RollingScore passOn(
      Question question, Whereabouts.Elsewhere keeper, Credential credential) {
    String query =
        "scope=%s&window=%s"
            .formatted(URLEncoder.encode(question.scope, UTF_8), question.window.label());
    try {
      Answer answer =
          others.get(
              keeper, PATH + question.metric.id(), query, credential.header(), credential.value());
      if (answer.status() == HttpStatus.OK.value()) {
        return json.readValue(answer.body(), RollingScore.class);
      }
      if (isRefusal(answer.status())) {
        throw new ResponseStatusException(
            HttpStatusCode.valueOf(answer.status()),
            "The instance that keeps the scope refuses the caller");
      }
      log.debug("The instance that keeps a scope answered {}", answer.status());
    } catch (IOException | JacksonException e) {
      log.debug("The instance that keeps a scope gives no answer: {}", e.getClass().getName());
    }
    return null;
  }

  private static boolean isRefusal(int status) {
    return status == HttpStatus.UNAUTHORIZED.value()
        || status == HttpStatus.FORBIDDEN.value()
        || status == HttpStatus.TOO_MANY_REQUESTS.value();
  }

  private static ErrorResponseException comeBack() {
    ErrorResponseException refusal =
        new ErrorResponseException(
            HttpStatus.SERVICE_UNAVAILABLE,
            Problems.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The scope is changing hands or being restored; ask again",
                List.of()),
            null);
    refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return refusal;
  }

  /** Of a pair that is not kept nothing is known, and "no data" would be a false answer. */
  private String canonical(String scope) {
    Scope asked;
    try {
      asked = Scope.asked(scope);
    } catch (IllegalArgumentException bad) {
      throw invalid("scope", String.valueOf(bad.getMessage()));
    }
    Set<Dimension> dimensions = asked.values().keySet();
    if (dimensions.size() == 2 && pairs.stream().noneMatch(pair -> pair.isOf(dimensions))) {
      String kept = pairs.stream().map(DimensionPair::toString).collect(Collectors.joining(", "));
      throw invalid(
          "scope", "must be all, one dimension, or a pair that is scored together: " + kept);
    }
    return asked.toString();
  }

  private static InvalidRequestException invalid(String field, String rule) {
    return new InvalidRequestException(List.of(new Violation(field, rule)));
  }
}
