package dev.barometer.reporting.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.period.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tallies of scopes over whole periods: those that are stored now, or those of a report. */
public interface PeriodTallies {
  /** The known scopes of exactly these dimensions. */
  List<Scope> scopesOf(Set<Dimension> dimensions);

  /**
   * Those of one moment, as far as can be; whoever asks may change what he is given.
   *
   * @param periods that buckets cover
   * @return nothing of a scope, or of a period, of which nothing is known
   */
  Map<Scope, Map<Period, Tallies>> read(Collection<Scope> scopes, Collection<Period> periods);
}
