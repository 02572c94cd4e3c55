package dev.barometer.reporting.strategy;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Makes strategies what they become, and writes down who did it, before it is done. */
@Component
class StrategyPublisher {
  private final StrategyRepository strategies;
  private final StrategyReader reader;
  private final ScheduleRunner schedule;
  private final AuditLog audit;
  private final Clock clock;

  StrategyPublisher(
      StrategyRepository strategies,
      StrategyReader reader,
      ScheduleRunner schedule,
      AuditLog audit,
      Clock clock) {
    this.strategies = strategies;
    this.reader = reader;
    this.schedule = schedule;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws ResponseStatusException 404 where there is none
   */
  KeptStrategy find(String strategyId) {
    return strategies
        .find(strategyId)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no report strategy " + strategyId));
  }

  /** A new one; 409 where there is one of its id. */
  KeptStrategy add(StrategyRequest asked, String by) {
    Instant now = now();
    Strategy strategy = reader.read(asked, now, by);
    String strategyId = strategy.strategyId();
    if (strategies.find(strategyId).isPresent()) {
      throw taken(strategyId);
    }
    audit.record("report-strategy.added", strategyId, details(strategy));
    LocalDate doneTo = schedule.doneTo(null, strategy.cadence());
    schedule.lookSoon(strategyId);
    if (!strategies.add(new KeptStrategy(strategy, now, doneTo, null))) {
      throw taken(strategyId);
    }
    schedule.scheduleNext(strategyId);
    return find(strategyId);
  }

  private static ResponseStatusException taken(String strategyId) {
    return new ResponseStatusException(
        HttpStatus.CONFLICT, "There is a report strategy " + strategyId + " already");
  }

  /**
   * Puts this in the place of what is there; the same once more changes nothing.
   *
   * @param wanted the revision that the change is meant for; null where any will do
   */
  KeptStrategy change(String strategyId, @Nullable Long wanted, StrategyRequest asked, String by) {
    if (asked.strategyId() != null && !asked.strategyId().equals(strategyId)) {
      throw new InvalidRequestException(
          List.of(new Violation("strategyId", "must be that of the address")));
    }
    find(strategyId);
    Strategy read = reader.read(withId(asked, strategyId), now(), by);
    return become(strategyId, wanted, "report-strategy.changed", by, before -> read);
  }

  private static StrategyRequest withId(StrategyRequest asked, String strategyId) {
    return new StrategyRequest(
        strategyId,
        asked.title(),
        asked.scope(),
        asked.sections(),
        asked.cadence(),
        asked.compareTo(),
        asked.languages(),
        asked.recipients(),
        asked.reviewers(),
        asked.template(),
        asked.active());
  }

  /** Has the timetable plan no more by it. */
  KeptStrategy retire(String strategyId, @Nullable Long wanted, String by) {
    return become(strategyId, wanted, "report-strategy.retired", by, Strategy::retired);
  }

  private KeptStrategy become(
      String strategyId,
      @Nullable Long wanted,
      String act,
      String by,
      UnaryOperator<Strategy> change) {
    KeptStrategy before = find(strategyId);
    IfMatch.require(wanted, before.strategy().revision());
    if (change.apply(before.strategy()).saysTheSameAs(before.strategy())) {
      return before;
    }
    audit.record(act, strategyId, details(change.apply(before.strategy())));
    schedule.lookSoon(strategyId);
    while (true) {
      Strategy was = before.strategy();
      IfMatch.require(wanted, was.revision());
      Strategy after = change.apply(was).as(was.revision() + 1, now(), by);
      LocalDate doneTo = schedule.doneTo(before, after.cadence());
      if (strategies.replace(before, after, doneTo)) {
        schedule.scheduleNext(strategyId);
        return find(strategyId);
      }
      before = find(strategyId);
    }
  }

  private static Map<String, String> details(Strategy strategy) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("scope", strategy.scope());
    details.put("cadence", strategy.cadence().every().label() + ' ' + strategy.cadence().day());
    details.put("recipients", String.join(", ", strategy.recipients()));
    details.put("reviewers", String.join(", ", strategy.reviewers()));
    details.put("active", Boolean.toString(strategy.active()));
    return details;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
