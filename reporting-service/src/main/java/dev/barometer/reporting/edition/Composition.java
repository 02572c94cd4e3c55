package dev.barometer.reporting.edition;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTickets;
import dev.barometer.reporting.ticket.TicketList;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the sections of a report of what it is made of, and of nothing else: no clock, no setting
 * that is not among the parameters. The same makes the same.
 */
final class Composition {
  /** Of a table; the rest is told as one line. */
  private static final int MOST_ITEMS = 200;

  private final Plan plan;
  private final Basis basis;
  private final Parameters parameters;
  private final ScoreQueries queries;

  private Composition(Plan plan, Basis basis, Parameters parameters) {
    this.plan = plan;
    this.basis = basis;
    this.parameters = parameters;
    this.queries = parameters.queries(basis);
  }

  static List<Content> of(Plan plan, Basis basis, Parameters parameters) {
    var composition = new Composition(plan, basis, parameters);
    return plan.sections().stream().map(composition::section).toList();
  }

  private Content section(Section section) {
    Outline outline = Outline.of(section);
    return new Content(
        section,
        outline.figures().stream().map(this::figure).toList(),
        outline.tables().stream().flatMap(table -> table(table).stream()).toList(),
        outline.trends().stream().map(this::trend).toList(),
        outline.measures().map(this::measures).orElse(List.of()),
        section == Section.IMPROVEMENT ? Improvements.of(plan, basis, parameters) : List.of(),
        section.lists().flatMap(this::tickets).orElse(null));
  }

  private Optional<ReportedTickets> tickets(TicketList which) {
    return basis.listed(which, plan.whose(), plan.period());
  }

  private List<Content.Measure> measures(Outline.Measured which) {
    return Measures.of(
        basis.measured(plan.whose(), plan.period()),
        plan.compared().map(earlier -> basis.measured(plan.whose(), earlier)).orElse(List.of()),
        which,
        plan.period(),
        parameters.calendar().zone());
  }

  private Content.Figure figure(Metric metric) {
    ScoreView score =
        plan.compared()
            .map(earlier -> queries.score(metric, plan.whose(), plan.period(), earlier))
            .orElseGet(() -> queries.score(metric, plan.whose(), plan.period()));
    return Content.Figure.of(metric, score, yardstick(metric));
  }

  /** As it was on the last day that is told of: what was set since is for later reports. */
  private Optional<Yardstick> yardstick(Metric metric) {
    LocalDate lastDay =
        LocalDate.ofInstant(
            plan.period().to().minus(1, ChronoUnit.MILLIS), parameters.calendar().zone());
    return Yardstick.measures(metric)
        ? basis.yardstick(metric, plan.whose(), lastDay)
        : Optional.empty();
  }

  /** None of what is not known by two things, and none by what the scope is fixed to. */
  private Optional<Content.Table> table(Outline.TableOf table) {
    Metric metric = table.metric();
    Optional<Dimension> by = Dimension.of(table.by());
    if (by.filter(plan.whose().values()::containsKey).isPresent()) {
      return Optional.empty();
    }
    if (by.isPresent() && areScored(by.get())) {
      List<BreakdownItem> items =
          queries.breakdown(metric, Set.of(by.get()), plan.whose(), plan.period(), MOST_ITEMS);
      return Optional.of(new Content.Table(metric.id(), table.by(), items));
    }
    return metric.equals(Metrics.TICKETS_CLOSED)
        ? Optional.of(new Content.Table(metric.id(), table.by(), counted(table.by())))
        : Optional.empty();
  }

  private boolean areScored(Dimension by) {
    Set<Dimension> dimensions = EnumSet.of(by);
    dimensions.addAll(plan.whose().values().keySet());
    return dimensions.size() <= 2 && parameters.keptPairs().keeps(dimensions);
  }

  private List<BreakdownItem> counted(String field) {
    Period period = plan.period();
    return basis.closedTickets(plan.whose(), period, field).entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Long>, Boolean>comparing(one -> one.getKey().isEmpty())
                .thenComparing(Map.Entry.<String, Long>comparingByValue().reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(one -> item(one.getKey(), one.getValue(), period))
        .toList();
  }

  private BreakdownItem item(String value, long count, Period period) {
    boolean isRest = value.isEmpty();
    return new BreakdownItem(
        isRest ? null : value,
        isRest,
        ScoreView.ofCount(Metrics.TICKETS_CLOSED, plan.whose(), period, count));
  }

  private Content.Trend trend(Metric metric) {
    return Trends.of(
            metric,
            Trends.stepOf(plan.period()),
            step -> queries.series(metric, plan.whose(), plan.period(), step))
        .measuredBy(yardstick(metric).orElse(null));
  }
}
