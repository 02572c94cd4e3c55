package dev.barometer.metrics;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many answers fell into each class. Answers of no class are not counted. */
record ClassCounts(long negative, long neutral, long positive) {

  /** Counts over tallies of different scales: classes may be merged, points may not. */
  static ClassCounts of(Collection<Tally> tallies) {
    long[] counts = new long[PointClass.values().length];
    for (Tally tally : tallies) {
      tally.forEach(
          (code, count) ->
              ChoiceCode.pointClass(code)
                  .ifPresent(c -> counts[c.ordinal()] = Math.addExact(counts[c.ordinal()], count)));
    }
    return new ClassCounts(counts[0], counts[1], counts[2]);
  }

  long n() {
    return Math.addExact(Math.addExact(negative, neutral), positive);
  }

  /** The share of positive minus the share of negative answers, from -1 to 1. */
  double balance() {
    return ((double) positive - negative) / n();
  }

  /** The variance of one answer scored -1, 0 or 1: {@code p + d - (p - d)^2}. */
  double balanceVariance() {
    double spoken = ((double) positive + negative) / n();
    return spoken - balance() * balance();
  }

  Map<PointClass, Long> byClass() {
    Map<PointClass, Long> byClass = new EnumMap<>(PointClass.class);
    byClass.put(PointClass.NEGATIVE, negative);
    byClass.put(PointClass.NEUTRAL, neutral);
    byClass.put(PointClass.POSITIVE, positive);
    return Collections.unmodifiableMap(byClass);
  }
}
