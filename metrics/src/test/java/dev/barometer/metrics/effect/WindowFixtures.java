package dev.barometer.metrics.effect;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Tallies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Windows around an action that starts on a Monday. */
final class WindowFixtures {
  static final LocalDate START = LocalDate.parse("2026-03-02");

  private WindowFixtures() {}

  /** Four weeks before the action and the four weeks after it. */
  static BeforeAfter fourWeeks(Tallies before, Tallies after) {
    return weeks(4, before, after);
  }

  static BeforeAfter weeks(int weeks, Tallies before, Tallies after) {
    return new BeforeAfter(
        new Window(START.minusWeeks(weeks), START, before),
        new Window(START, START.plusWeeks(weeks), after));
  }

  /** Weeks up to the action, oldest first. */
  static List<Window> history(List<Tallies> weeks) {
    List<Window> history = new ArrayList<>();
    for (int i = 0; i < weeks.size(); i++) {
      LocalDate from = START.minusWeeks(weeks.size() - i);
      history.add(new Window(from, from.plusWeeks(1), weeks.get(i)));
    }
    return history;
  }

  static Tallies together(List<Window> windows) {
    Tallies all = new Tallies();
    windows.forEach(window -> all.merge(window.tallies()));
    return all;
  }

  static EffectInput input(Metric metric, BeforeAfter scope) {
    return new EffectInput(metric, scope, null, List.of(), true, 5);
  }
}
