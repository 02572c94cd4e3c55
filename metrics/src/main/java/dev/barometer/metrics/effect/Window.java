package dev.barometer.metrics.effect;

import dev.barometer.metrics.Tallies;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What was tallied in some whole days.
 *
 * @param from the first day
 * @param to the day after the last one
 * @param tallies of one scope; read, never changed
 */
public record Window(LocalDate from, LocalDate to, Tallies tallies) {
  /** So much do months differ. */
  private static final int FEW_DAYS = 3;

  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a window from " + from + " to " + to);
    }
  }

  long days() {
    return ChronoUnit.DAYS.between(from, to);
  }

  /** How many periods of a series the window is as long as, at least 1. */
  int inPeriodsOf(List<Window> series) {
    return Math.max(1, Math.toIntExact(Math.round((double) days() / series.get(0).days())));
  }

  /** Throws where periods overlap, are not in order, or are not equally long but for a few days. */
  static void checkSeries(List<Window> series) {
    for (int i = 1; i < series.size(); i++) {
      Window previous = series.get(i - 1);
      Window next = series.get(i);
      if (next.from.isBefore(previous.to)) {
        throw new IllegalArgumentException(
            "a period from " + next.from + " after one to " + previous.to);
      }
      if (Math.abs(next.days() - series.get(0).days()) > FEW_DAYS) {
        throw new IllegalArgumentException(
            "periods of " + series.get(0).days() + " and " + next.days() + " days");
      }
    }
  }
}
