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

  /** The same row with those contestants only whose names begin like this. */
  public Row only(String beginning) {
    List<Contestant> some =
        contestants.stream().filter(each -> each.name().startsWith(beginning)).toList();
    return new Row(id, title, method, some);
  }
}
