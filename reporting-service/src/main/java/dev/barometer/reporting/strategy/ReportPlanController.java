package dev.barometer.reporting.strategy;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.reporting.edition.PlanReader;
import dev.barometer.reporting.edition.ReportRequest;
import dev.barometer.reporting.edition.ReportView;
import dev.barometer.reporting.edition.Step;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Plans reports by hand: by a strategy, or by what such a one would say. */
@RestController
@Tag(name = "Reports")
class ReportPlanController {
  private static final Set<String> WITH_A_STRATEGY = Set.of("strategyId", "from", "to");

  private final PlanReader plans;
  private final EditionPublisher editions;
  private final StrategyRepository strategies;
  private final ScheduleRunner schedule;

  ReportPlanController(
      PlanReader plans,
      EditionPublisher editions,
      StrategyRepository strategies,
      ScheduleRunner schedule) {
    this.plans = plans;
    this.editions = editions;
    this.strategies = strategies;
    this.schedule = schedule;
  }

  @PostMapping("/api/reports")
  @Operation(
      summary =
          "Plans a report of a period that is over, by a strategy or without; its figures are"
              + " collected at once",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = ReportRequest.Planned.class))))
  @ApiResponse(responseCode = "201", description = "Planned; it is being collected")
  ResponseEntity<ReportView> plan(
      @RequestBody byte[] body, @AuthenticationPrincipal Caller caller) {
    ReportRequest.Planned asked = FactJson.read(body, ReportRequest.Planned.class);
    Step.Person by = EditionPublisher.person(caller);
    String strategyId = asked.strategyId();
    Edition edition =
        strategyId == null
            ? editions.plan(plans.read(asked), by)
            : planBy(strategyId, asked, sent(body), by);
    return ResponseEntity.created(URI.create("/api/reports/" + edition.reportId()))
        .eTag(IfMatch.tag(edition.revision()))
        .body(ReportView.line(edition));
  }

  private static Set<String> sent(byte[] body) {
    return FactJson.readTree(body).properties().stream()
        .filter(field -> !field.getValue().isNull())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Edition planBy(
      String strategyId, ReportRequest.Planned asked, Set<String> sent, Step.Person by) {
    PlanFields fields = plans.fields();
    sent.stream()
        .filter(name -> !WITH_A_STRATEGY.contains(name))
        .forEach(name -> fields.broken(name, "must be left out: the strategy says it"));
    Optional<Strategy> strategy = strategies.find(strategyId).map(KeptStrategy::strategy);
    if (strategy.isEmpty()) {
      fields.broken("strategyId", "must be that of a report strategy");
    }
    Period period =
        asked.from() == null && asked.to() == null
            ? null
            : plans.period(asked.from(), asked.to(), fields).orElse(null);
    fields.require();
    return schedule.plan(strategy.orElseThrow(), period, by);
  }
}
