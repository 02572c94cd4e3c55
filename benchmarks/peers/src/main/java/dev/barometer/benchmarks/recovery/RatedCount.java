package dev.barometer.benchmarks.recovery;

import dev.barometer.benchmarks.history.History;
import java.util.Objects;

/** How many responses count, and promoters less detractors among them, by looking at each. */
final class RatedCount {
  private static final int PROMOTER = 9;
  private static final int DETRACTOR = 6;

  private long n;
  private long balance;

  /** Adds the first so many of a past. */
  void add(History history, int responses) {
    for (int number = 0; number < responses; number++) {
      if (!history.isWithdrawn(number)) {
        n++;
        int point = Objects.requireNonNull(history.last(number).answers().get(0).value());
        balance += point >= PROMOTER ? 1 : point <= DETRACTOR ? -1 : 0;
      }
    }
  }

  long n() {
    return n;
  }

  double nps() {
    return 100.0 * balance / n;
  }
}
