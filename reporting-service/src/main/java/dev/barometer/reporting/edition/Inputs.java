package dev.barometer.reporting.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the figures of a report were made of. From it they can be made again, whatever has
 * become of the tallies since.
 */
public record Inputs(
    List<OfPeriod> tallies,
    List<OfDimensions> scopes,
    List<OfTickets> tickets,
    List<OfMeasures> measures,
    List<OfActions> actions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OfTicketList> lists,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OfTarget> targets) {

  public Inputs {
    tallies = List.copyOf(tallies);
    scopes = List.copyOf(scopes);
    tickets = List.copyOf(tickets);
    measures = measures == null ? List.of() : List.copyOf(measures);
    actions = actions == null ? List.of() : List.copyOf(actions);
    lists = lists == null ? List.of() : List.copyOf(lists);
    targets = targets == null ? List.of() : List.copyOf(targets);
  }

  /**
   * The tallies of one scope over one period.
   *
   * @param tallies their bytes, Base64
   */
  public record OfPeriod(String scope, Instant from, Instant to, String tallies) {
    static OfPeriod of(Scope scope, Period period, Tallies tallies) {
      return new OfPeriod(
          scope.toString(),
          period.from(),
          period.to(),
          Base64.getEncoder().encodeToString(tallies.toBytes()));
    }

    private Period period() {
      return new Period(from, to);
    }

    private Tallies read() {
      return Tallies.fromBytes(Base64.getDecoder().decode(tallies));
    }
  }

  /**
   * The scopes there were.
   *
   * @param dimensions with commas
   */
  public record OfDimensions(String dimensions, List<String> scopes) {
    static String text(Set<Dimension> dimensions) {
      return dimensions.stream().sorted().map(Dimension::label).collect(Collectors.joining(","));
    }

    List<Scope> read() {
      return scopes.stream().map(Scope::parse).toList();
    }
  }

  /** The closed tickets of one scope in one period, counted by a field. */
  public record OfTickets(
      String scope, Instant from, Instant to, String field, SortedMap<String, Long> counts) {}

  /** The operating data that a scope's reports tell of one period. */
  public record OfMeasures(String scope, Instant from, Instant to, List<MeasuredSeries> series) {
    public OfMeasures {
      series = List.copyOf(series);
    }
  }

  /**
   * The tickets of one scope and period that are listed one by one.
   *
   * @param which as {@link TicketList} names it
   */
  public record OfTicketList(
      String which, String scope, Instant from, Instant to, ReportedTickets tickets) {}

  /** The improvement actions for one scope. */
  public record OfActions(String scope, List<ReportedAction> actions) {
    public OfActions {
      actions = List.copyOf(actions);
    }
  }

  /**
   * What a metric of one scope was measured by on a day.
   *
   * @param yardstick null where it was by nothing
   */
  public record OfTarget(
      String scope, LocalDate day, String metric, @Nullable Yardstick yardstick) {
    Optional<Yardstick> found() {
      return Optional.ofNullable(yardstick);
    }
  }

  /** Those of what is asked for that are kept. */
  static Map<Scope, Map<Period, Tallies>> read(
      Collection<Scope> asked,
      Collection<Period> periods,
      BiFunction<Scope, Period, @Nullable OfPeriod> kept) {
    Map<Scope, Map<Period, Tallies>> found = new HashMap<>();
    for (Scope scope : asked) {
      for (Period period : periods) {
        OfPeriod one = kept.apply(scope, period);
        if (one != null) {
          found.computeIfAbsent(scope, none -> new HashMap<>()).put(period, one.read());
        }
      }
    }
    return found;
  }

  /** They as what a report is made of. */
  Basis frozen() {
    Map<Scope, Map<Period, OfPeriod>> byScope = new HashMap<>();
    for (OfPeriod one : tallies) {
      byScope
          .computeIfAbsent(Scope.parse(one.scope()), none -> new HashMap<>())
          .put(one.period(), one);
    }
    return new Basis() {
      @Override
      public List<Scope> scopesOf(Set<Dimension> dimensions) {
        String asked = OfDimensions.text(dimensions);
        return scopes.stream()
            .filter(one -> one.dimensions().equals(asked))
            .flatMap(one -> one.read().stream())
            .toList();
      }

      @Override
      public Map<Scope, Map<Period, Tallies>> read(
          Collection<Scope> asked, Collection<Period> periods) {
        return Inputs.read(
            asked, periods, (scope, period) -> byScope.getOrDefault(scope, Map.of()).get(period));
      }

      @Override
      public Map<String, Long> closedTickets(Scope scope, Period period, String field) {
        return tickets.stream()
            .filter(one -> one.scope().equals(scope.toString()) && one.field().equals(field))
            .filter(one -> one.from().equals(period.from()) && one.to().equals(period.to()))
            .findFirst()
            .<Map<String, Long>>map(OfTickets::counts)
            .orElseGet(TreeMap::new);
      }

      @Override
      public List<MeasuredSeries> measured(Scope scope, Period period) {
        return measures.stream()
            .filter(one -> one.scope().equals(scope.toString()))
            .filter(one -> one.from().equals(period.from()) && one.to().equals(period.to()))
            .findFirst()
            .map(OfMeasures::series)
            .orElse(List.of());
      }

      @Override
      public Optional<ReportedTickets> listed(TicketList which, Scope scope, Period period) {
        return lists.stream()
            .filter(one -> one.which().equals(which.label()))
            .filter(one -> one.scope().equals(scope.toString()))
            .filter(one -> one.from().equals(period.from()) && one.to().equals(period.to()))
            .findFirst()
            .map(OfTicketList::tickets);
      }

      @Override
      public Optional<Yardstick> yardstick(Metric metric, Scope scope, LocalDate day) {
        return targets.stream()
            .filter(one -> one.scope().equals(scope.toString()) && one.day().equals(day))
            .filter(one -> one.metric().equals(metric.id()))
            .findFirst()
            .flatMap(OfTarget::found);
      }

      @Override
      public List<ReportedAction> actions(Scope scope) {
        return actions.stream()
            .filter(one -> one.scope().equals(scope.toString()))
            .flatMap(one -> one.actions().stream())
            .toList();
      }
    };
  }
}
