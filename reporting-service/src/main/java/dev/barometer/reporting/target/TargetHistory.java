package dev.barometer.reporting.target;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that was ever set of a metric and a scope. What was said last counts from its day on, also in
 * the place of what was said before of later days: so what ends a target ends what was planned,
 * too.
 *
 * @param versions the first said first
 */
record TargetHistory(String metric, String scope, List<Target> versions) {
  TargetHistory {
    versions = List.copyOf(versions);
  }

  static TargetHistory none(String metric, String scope) {
    return new TargetHistory(metric, scope, List.of());
  }

  /** Grows with each change; 0 before the first. */
  long revision() {
    return versions.isEmpty() ? 0 : versions.get(versions.size() - 1).revision();
  }

  Optional<Target> newest() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  /** What counts on a day; empty where nothing was set, or it had ended. */
  Optional<Target> inForce(LocalDate day) {
    return said(day).filter(one -> !one.ended());
  }

  private Optional<Target> said(LocalDate day) {
    return versions.stream()
        .filter(one -> !one.from().isAfter(day))
        .max(Comparator.comparingLong(Target::revision));
  }

  /** What will count later, the next first. */
  List<Target> planned(LocalDate today) {
    return versions.stream()
        .filter(one -> one.from().isAfter(today))
        .filter(one -> said(one.from()).filter(one::equals).isPresent())
        .sorted(Comparator.comparing(Target::from))
        .toList();
  }

  TargetHistory with(Target next) {
    List<Target> all = new ArrayList<>(versions);
    all.add(next);
    return new TargetHistory(metric, scope, all);
  }
}
