package dev.barometer.reporting.operating;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A series that is kept.
 *
 * @param revision grows with each change of the series itself, not with its points
 * @param scope which part of the desk the system serves; null where nobody said
 * @param months in which it has, or had, points; by UTC, as they are kept
 */
record Series(
    long revision,
    String system,
    String measure,
    MeasureUnit unit,
    @Nullable String scope,
    SortedSet<YearMonth> months) {

  Series {
    months = new TreeSet<>(months);
  }

  /** Measures have no bar in their names, so it is of one series alone. */
  static String id(String system, String measure) {
    return measure + '|' + system;
  }

  String id() {
    return id(system, measure);
  }

  static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  /** With what is to be written, or the same where nothing of it is new. */
  Series with(@Nullable String nextScope, Collection<YearMonth> more) {
    String kept = nextScope == null ? scope : nextScope;
    boolean isSame = Objects.equals(kept, scope) && months.containsAll(more);
    if (isSame) {
      return this;
    }
    SortedSet<YearMonth> all = new TreeSet<>(months);
    all.addAll(more);
    return new Series(revision + 1, system, measure, unit, kept, all);
  }

  /**
   * Whether a report of a scope tells it: one of {@code all} tells each, any other those that are
   * said to serve it, and what is known of its team's people.
   */
  boolean isToldIn(Scope asked) {
    if (asked.equals(Scope.ALL)) {
      return true;
    }
    if (scope != null && Scope.parse(scope).equals(asked)) {
      return true;
    }
    return MeasuredSeries.isOfPeople(system)
        && MeasuredSeries.teamOf(system).equals(asked.values().get(Dimension.TEAM));
  }
}
