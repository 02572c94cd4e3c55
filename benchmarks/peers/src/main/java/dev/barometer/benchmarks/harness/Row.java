package dev.barometer.benchmarks.harness;

import java.util.List;

/**
 * One row of the table: several contestants do the same work.
 *
 * @param method how it was measured and checked, and in whose favour the work differs
 * @param contestants the first is the one the others are compared with
 */
public record Row(String id, String title, String method, List<Contestant> contestants) {
  public Row {
    contestants = List.copyOf(contestants);
  }
}
