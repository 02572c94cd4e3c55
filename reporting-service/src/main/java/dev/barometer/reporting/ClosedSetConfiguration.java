package dev.barometer.reporting;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Variant;
import dev.barometer.metrics.effect.Effect;
import dev.barometer.reporting.action.Cause;
import dev.barometer.reporting.action.Status;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.operating.MeasureUnit;
import dev.barometer.reporting.parameter.NamedWords;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.strategy.Cadence;
import dev.barometer.reporting.target.Grade;
import dev.barometer.reporting.target.Verdict;
import dev.barometer.starter.Role;
import dev.barometer.starter.document.ClosedSet;
import dev.barometer.starter.document.ClosedSets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What parameters and fields can be, for the API document. */
@Configuration(proxyBeanMethods = false)
class ClosedSetConfiguration {

  @Bean
  ClosedSets closedSets() {
    List<String> metrics = Metrics.all().stream().map(Metric::id).toList();
    List<String> roles = labels(Role.values(), role -> role.name().toLowerCase(Locale.ROOT));
    List<String> staffRoles = roles.stream().filter(role -> !role.equals("ingest")).toList();
    List<String> languages = List.of("en", "zh-CN", "ko");
    List<String> kinds = labels(DeadLetterKind.values(), DeadLetterKind::label);
    List<String> reportStatuses = dev.barometer.reporting.edition.Status.labels();
    List<String> ticketStatuses = List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
    return ClosedSets.of(
        ClosedSet.of("metric", metrics),
        ClosedSet.of("dimension", labels(Dimension.values(), Dimension::label)),
        ClosedSet.of("interval", labels(Step.values(), Step::label)),
        ClosedSet.of("variant", labels(Variant.values(), Variant::label)),
        ClosedSet.of("format", CsvFiles.FORMATS),
        ClosedSet.of("status", ticketStatuses),
        ClosedSet.of("getActions:status", Status.labels()),
        ClosedSet.of("getReports:status", reportStatuses),
        ClosedSet.of("ReportView.status", reportStatuses),
        ClosedSet.of("Planned.sections", Section.labels()),
        ClosedSet.of("section", Section.labels()),
        ClosedSet.of("language", languages),
        ClosedSet.of("move", List.of("start", "finish", "drop", "reopen")),
        ClosedSet.of("ActionView.status", Status.labels()),
        ClosedSet.of("ActionView.metric", metrics),
        ClosedSet.of("EffectView.verdict", labels(Effect.Verdict.values(), Effect.Verdict::label)),
        ClosedSet.of("EffectView.warnings", labels(Effect.Warning.values(), Effect.Warning::label)),
        ClosedSet.of("Cause.kind", Cause.KINDS),
        ClosedSet.of("kind", kinds),
        ClosedSet.of("act", NamedWords.of("administration", "act.")),
        ClosedSet.of("ScoreView.metric", metrics),
        ClosedSet.of("ScoreView.status", labels(Score.Status.values(), Score.Status::label)),
        ClosedSet.of("MetricView.metric", metrics),
        ClosedSet.of(
            "MetricView.unit", Metrics.all().stream().map(Metric::unit).distinct().toList()),
        ClosedSet.of("MetricView.dimensions", labels(Dimension.values(), Dimension::label)),
        ClosedSet.of("TicketRow.status", ticketStatuses),
        ClosedSet.of("TicketRow.resolvedBy", List.of(Ticket.HUMAN, Ticket.BOT)),
        ClosedSet.of("DeadLetterView.kind", kinds),
        ClosedSet.of("TokenRequest.role", roles),
        ClosedSet.of("TokenView.role", roles),
        ClosedSet.of("TokenView.status", List.of("live", "expired", "revoked")),
        ClosedSet.of("CadenceRequest.every", Cadence.Every.labels()),
        ClosedSet.of("CadenceView.every", Cadence.Every.labels()),
        ClosedSet.of("StrategyRequest.sections", Section.labels()),
        ClosedSet.of("StrategyRequest.languages", languages),
        ClosedSet.of("StrategyView.sections", Section.labels()),
        ClosedSet.of("StrategyView.languages", languages),
        ClosedSet.of("StaffRequest.role", staffRoles),
        ClosedSet.of("StaffRequest.language", languages),
        ClosedSet.of("StaffView.role", staffRoles),
        ClosedSet.of("StaffView.language", languages),
        ClosedSet.of("TargetView.metric", metrics),
        ClosedSet.of("Yardstick.metric", metrics),
        ClosedSet.of("Figure.verdict", Verdict.labels()),
        ClosedSet.of("Figure.grade", Grade.labels()),
        ClosedSet.of("OperatingSeries.unit", MeasureUnit.labels()),
        ClosedSet.of("DeliveryView.status", List.of("waiting", "sent", "refused", "dead")));
  }

  private static <T> List<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).toList();
  }
}
