package dev.barometer.reporting.edition;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.action.ReportedAction;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTickets;
import dev.barometer.reporting.ticket.TicketList;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps what is read for a report, so that all its figures are of the same reading and can be made
 * again from it. What was read once is not read again: it might be another by then.
 */
final class Recorder implements Basis {
  private final Basis basis;
  private final SortedMap<String, Inputs.OfPeriod> tallies = new TreeMap<>();
  private final SortedMap<String, Inputs.OfDimensions> scopes = new TreeMap<>();
  private final SortedMap<String, Inputs.OfTickets> tickets = new TreeMap<>();
  private final SortedMap<String, Inputs.OfTicketList> lists = new TreeMap<>();
  private final SortedMap<String, Inputs.OfMeasures> measures = new TreeMap<>();
  private final SortedMap<String, Inputs.OfTarget> targets = new TreeMap<>();
  private final SortedMap<String, Inputs.OfActions> actions = new TreeMap<>();
  private final Set<String> read = new HashSet<>();

  Recorder(Basis basis) {
    this.basis = basis;
  }

  Inputs inputs() {
    return new Inputs(
        List.copyOf(tallies.values()),
        List.copyOf(scopes.values()),
        List.copyOf(tickets.values()),
        List.copyOf(measures.values()),
        List.copyOf(actions.values()),
        List.copyOf(lists.values()),
        List.copyOf(targets.values()));
  }

  @Override
  public List<Scope> scopesOf(Set<Dimension> dimensions) {
    String text = Inputs.OfDimensions.text(dimensions);
    return scopes
        .computeIfAbsent(
            text,
            none ->
                new Inputs.OfDimensions(
                    text,
                    basis.scopesOf(dimensions).stream().map(Scope::toString).sorted().toList()))
        .read();
  }

  @Override
  public Map<Scope, Map<Period, Tallies>> read(
      Collection<Scope> asked, Collection<Period> periods) {
    List<Period> unread =
        periods.stream()
            .filter(period -> asked.stream().anyMatch(scope -> !read.contains(key(scope, period))))
            .toList();
    if (!unread.isEmpty()) {
      Set<Scope> missing =
          asked.stream()
              .filter(scope -> unread.stream().anyMatch(one -> !read.contains(key(scope, one))))
              .collect(Collectors.toSet());
      basis
          .read(missing, unread)
          .forEach(
              (scope, byPeriod) ->
                  byPeriod.forEach(
                      (period, found) ->
                          tallies.putIfAbsent(
                              key(scope, period), Inputs.OfPeriod.of(scope, period, found))));
      missing.forEach(scope -> unread.forEach(period -> read.add(key(scope, period))));
    }
    return Inputs.read(asked, periods, (scope, period) -> tallies.get(key(scope, period)));
  }

  @Override
  public Map<String, Long> closedTickets(Scope scope, Period period, String field) {
    return tickets
        .computeIfAbsent(
            key(scope, period) + '|' + field,
            none ->
                new Inputs.OfTickets(
                    scope.toString(),
                    period.from(),
                    period.to(),
                    field,
                    new TreeMap<>(basis.closedTickets(scope, period, field))))
        .counts();
  }

  @Override
  public List<MeasuredSeries> measured(Scope scope, Period period) {
    return measures
        .computeIfAbsent(
            key(scope, period),
            none ->
                new Inputs.OfMeasures(
                    scope.toString(), period.from(), period.to(), basis.measured(scope, period)))
        .series();
  }

  @Override
  public Optional<ReportedTickets> listed(TicketList which, Scope scope, Period period) {
    String key = key(scope, period) + '|' + which.label();
    if (!lists.containsKey(key)) {
      basis
          .listed(which, scope, period)
          .ifPresent(
              found ->
                  lists.put(
                      key,
                      new Inputs.OfTicketList(
                          which.label(), scope.toString(), period.from(), period.to(), found)));
    }
    return Optional.ofNullable(lists.get(key)).map(Inputs.OfTicketList::tickets);
  }

  @Override
  public Optional<Yardstick> yardstick(Metric metric, Scope scope, LocalDate day) {
    return targets
        .computeIfAbsent(
            scope + "|" + day + '|' + metric.id(),
            none ->
                new Inputs.OfTarget(
                    scope.toString(),
                    day,
                    metric.id(),
                    basis.yardstick(metric, scope, day).orElse(null)))
        .found();
  }

  @Override
  public List<ReportedAction> actions(Scope scope) {
    return actions
        .computeIfAbsent(scope.toString(), text -> new Inputs.OfActions(text, basis.actions(scope)))
        .actions();
  }

  private static String key(Scope scope, Period period) {
    return scope + "|" + period.from() + '|' + period.to();
  }
}
