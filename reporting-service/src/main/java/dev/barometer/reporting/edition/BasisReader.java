package dev.barometer.reporting.edition;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.action.ReportedAction;
import dev.barometer.reporting.action.ReportedActionReader;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.operating.OperatingStore;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.target.YardstickReader;
import dev.barometer.reporting.ticket.ReportedTicketRepository;
import dev.barometer.reporting.ticket.ReportedTickets;
import dev.barometer.reporting.ticket.TicketCountRepository;
import dev.barometer.reporting.ticket.TicketList;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known now. */
@Component
class BasisReader {
  private static final int MOST_READINGS = 5;

  private final PeriodTallies tallies;
  private final TicketCountRepository tickets;
  private final ReportedTicketRepository listed;
  private final OperatingStore operating;
  private final YardstickReader yardsticks;
  private final ReportedActionReader actions;

  BasisReader(
      PeriodTallies tallies,
      TicketCountRepository tickets,
      ReportedTicketRepository listed,
      OperatingStore operating,
      YardstickReader yardsticks,
      ReportedActionReader actions) {
    this.yardsticks = yardsticks;
    this.actions = actions;
    this.tallies = tallies;
    this.tickets = tickets;
    this.listed = listed;
    this.operating = operating;
  }

  /**
   * What a report is made of: a reading that is the same twice is of one moment, however many
   * commands it takes. Where facts come in without a pause the last one counts.
   */
  Inputs inputsFor(Plan plan, Parameters parameters) {
    Inputs last = reading(plan, parameters);
    for (int reading = 1; reading < MOST_READINGS; reading++) {
      Inputs next = reading(plan, parameters);
      if (next.equals(last)) {
        return next;
      }
      last = next;
    }
    return last;
  }

  private Inputs reading(Plan plan, Parameters parameters) {
    Recorder recorder = new Recorder(live());
    Composition.of(plan, recorder, parameters);
    return recorder.inputs();
  }

  /** As it is known at each question. */
  Basis live() {
    return new Basis() {
      private final Map<List<Object>, Map<String, Yardstick>> measuredBy = new HashMap<>();

      @Override
      public List<Scope> scopesOf(Set<Dimension> dimensions) {
        return tallies.scopesOf(dimensions);
      }

      @Override
      public Map<Scope, Map<Period, Tallies>> read(
          Collection<Scope> scopes, Collection<Period> periods) {
        return tallies.read(scopes, periods);
      }

      @Override
      public Map<String, Long> closedTickets(Scope scope, Period period, String field) {
        return tickets.closed(scope, period, field);
      }

      @Override
      public List<MeasuredSeries> measured(Scope scope, Period period) {
        return operating.measured(scope, period);
      }

      @Override
      public Optional<ReportedTickets> listed(TicketList which, Scope scope, Period period) {
        return Optional.of(listed.list(which, scope, period));
      }

      @Override
      public Optional<Yardstick> yardstick(Metric metric, Scope scope, LocalDate day) {
        return Optional.ofNullable(
            measuredBy
                .computeIfAbsent(
                    List.of(scope, day), none -> yardsticks.inForce(scope, Metrics.all(), day))
                .get(metric.id()));
      }

      @Override
      public List<ReportedAction> actions(Scope scope) {
        return actions.concerning(scope);
      }
    };
  }
}
