package dev.barometer.frame.wording;

import java.util.ArrayList;
import java.util.List;

/** A span of time as people say it: its largest unit and the next, the latter rounded. */
record HumanDuration(List<Part> parts) {

  /** The units a desk's spans are said in, the largest first. */
  enum Unit {
    DAYS(86_400),
    HOURS(3_600),
    MINUTES(60),
    SECONDS(1);

    private final long seconds;

    Unit(long seconds) {
      this.seconds = seconds;
    }
  }

  record Part(long count, Unit unit) {}

  /** The span of so many seconds; one below zero, which no span can be, is said as zero. */
  static HumanDuration ofSeconds(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    Unit smallest = next(largest(whole));
    long rounded = Math.round((double) whole / smallest.seconds) * smallest.seconds;

    Unit first = largest(rounded);
    Unit second = next(first);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(rounded / first.seconds, first));
    long rest = rounded % first.seconds / second.seconds;
    if (rest > 0) {
      parts.add(new Part(rest, second));
    }
    return new HumanDuration(List.copyOf(parts));
  }

  private static Unit largest(long seconds) {
    for (Unit unit : Unit.values()) {
      if (seconds >= unit.seconds) {
        return unit;
      }
    }
    return Unit.SECONDS;
  }

  private static Unit next(Unit unit) {
    return Unit.values()[Math.min(unit.ordinal() + 1, Unit.SECONDS.ordinal())];
  }
}
