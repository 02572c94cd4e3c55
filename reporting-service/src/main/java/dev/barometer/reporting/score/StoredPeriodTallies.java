package dev.barometer.reporting.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.tally.StoredTallies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the stored tallies of days and hours up. */
public final class StoredPeriodTallies implements PeriodTallies {
  private final StoredTallies store;
  private final OrganisationCalendar calendar;

  public StoredPeriodTallies(StoredTallies store, OrganisationCalendar calendar) {
    this.store = store;
    this.calendar = calendar;
  }

  @Override
  public List<Scope> scopesOf(Set<Dimension> dimensions) {
    return store.scopesOf(dimensions);
  }

  @Override
  public Map<Scope, Map<Period, Tallies>> read(
      Collection<Scope> scopes, Collection<Period> periods) {
    Map<Bucket, List<Period>> owners = new HashMap<>();
    for (Period period : periods) {
      for (Bucket bucket : calendar.cover(period)) {
        owners.computeIfAbsent(bucket, none -> new ArrayList<>()).add(period);
      }
    }
    Map<Scope, Map<Period, Tallies>> found = new HashMap<>();
    store.read(
        scopes,
        owners.keySet(),
        (scope, bucket, tallies) ->
            owners
                .getOrDefault(bucket, List.of())
                .forEach(
                    period ->
                        found
                            .computeIfAbsent(scope, none -> new HashMap<>())
                            .computeIfAbsent(period, none -> new Tallies())
                            .merge(tallies)));
    return found;
  }
}
