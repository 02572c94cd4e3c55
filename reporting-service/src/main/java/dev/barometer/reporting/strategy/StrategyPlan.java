package dev.barometer.reporting.strategy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.reporting.edition.Plan;
import dev.barometer.reporting.period.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** What a strategy's report of a period is about. */
final class StrategyPlan {
  private StrategyPlan() {}

  /** The same for the same period, so that it is planned once. */
  static String reportId(String strategyId, Period period) {
    String name = strategyId + '|' + period.from() + '|' + period.to();
    return "R-" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  static Plan of(Strategy strategy, Period period, Optional<Period> compared, ZoneId zone) {
    LocalDate from = period.from().atZone(zone).toLocalDate();
    LocalDate to = period.to().atZone(zone).toLocalDate();
    return new Plan(
        strategy.title() + ", " + strategy.cadence().nameOf(from, to),
        strategy.scope(),
        period.from(),
        period.to(),
        compared.map(Period::from).orElse(null),
        compared.map(Period::to).orElse(null),
        strategy.sections(),
        strategy.languages(),
        strategy.reviewers(),
        strategy.recipients(),
        new Plan.Origin(strategy.strategyId(), strategy.revision()));
  }
}
