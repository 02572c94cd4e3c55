package dev.barometer.survey.imports;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which lines of an import were accepted when, so that the age of the data tells how many of them
 * are counted.
 */
final class Counts {
  private record Step(long lines, Instant at) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private long counted;

  /** So many lines in all were acknowledged by this moment. */
  void accepted(long lines, Instant at) {
    steps.addLast(new Step(lines, at));
  }

  /** How many lines are counted where everything is that was accepted before this moment. */
  long countedBy(Instant asOf) {
    for (Step next = steps.peekFirst();
        next != null && next.at.isBefore(asOf);
        next = steps.peekFirst()) {
      counted = next.lines;
      steps.removeFirst();
    }
    return counted;
  }

  boolean isOver() {
    return steps.isEmpty();
  }
}
