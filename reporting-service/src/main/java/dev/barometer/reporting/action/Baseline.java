package dev.barometer.reporting.action;

import dev.barometer.metrics.effect.Window;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What was before an action, in whole weeks counted back from its start.
 *
 * @param weeks of the scope up to the start, the oldest first; the last {@value #WEEKS} are what it
 *     is compared with, those before them tell how usual that was
 * @param comparison the last {@value #WEEKS} of the comparison scope; empty where there is none
 */
public record Baseline(List<Week> weeks, List<Week> comparison) {
  /** As many periods as it takes to know how alike neighbouring weeks are. */
  static final int WEEKS = 8;

  /** And three windows like it before it, to know whether it is unusual itself. */
  static final int ALL_WEEKS = 4 * WEEKS;

  private static final int FEWEST_AFTER = 4;
  private static final int MOST_AFTER = 52;

  public Baseline {
    weeks = List.copyOf(weeks);
    comparison = List.copyOf(comparison);
  }

  /** For how many weeks the effect is measured: until it is due, within bounds. */
  static int weeksAfter(LocalDate start, LocalDate due) {
    long weeks = ChronoUnit.WEEKS.between(start, due);
    return (int) Math.max(FEWEST_AFTER, Math.min(weeks, MOST_AFTER));
  }

  LocalDate from() {
    return last(weeks).get(0).from();
  }

  LocalDate to() {
    return weeks.get(weeks.size() - 1).to();
  }

  Window window() {
    return Week.together(last(weeks));
  }

  Window comparisonWindow() {
    return Week.together(comparison);
  }

  List<Window> history() {
    return weeks.stream().map(Week::window).toList();
  }

  private static List<Week> last(List<Week> weeks) {
    return weeks.subList(Math.max(0, weeks.size() - WEEKS), weeks.size());
  }
}
