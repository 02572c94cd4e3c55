package dev.barometer.reporting.edition;

import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.reporting.action.ReportedAction;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTickets;
import dev.barometer.reporting.ticket.TicketList;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a report is made of: as it is known now, or as it was frozen. */
interface Basis extends PeriodTallies {
  /**
   * The tickets of a scope that were closed in a period, by what a field of theirs says; what says
   * nothing there is under the empty text. Scoring does not keep all of them by two dimensions.
   *
   * @param field a dimension, or {@code type}
   */
  Map<String, Long> closedTickets(Scope scope, Period period, String field);

  /** The operating data of a period that reports of a scope tell, by system and measure. */
  List<MeasuredSeries> measured(Scope scope, Period period);

  /** Tickets one by one; empty in what was frozen before any were listed. */
  Optional<ReportedTickets> listed(TicketList which, Scope scope, Period period);

  /** What a metric of a scope was measured by on a day; empty where it was by nothing. */
  Optional<Yardstick> yardstick(Metric metric, Scope scope, LocalDate day);

  /** The improvement actions for a scope or for a part of it. */
  List<ReportedAction> actions(Scope scope);
}
