package dev.barometer.complaint.group;

import java.time.Instant;
import java.util.Comparator;

/**
 * Cases that have something in common.
 *
 * @param cases how many were opened in the period
 * @param open how many are open, those of before the period too
 * @param newest when the last of them was opened
 * @param before how many were opened in a period of the same length in front of it
 */
record CaseGroup(String value, long cases, long open, Instant newest, long before) {
  static final Comparator<CaseGroup> LARGEST_FIRST =
      Comparator.comparingLong(CaseGroup::cases)
          .thenComparingLong(CaseGroup::open)
          .reversed()
          .thenComparing(CaseGroup::value);

  /** Whether it is large enough to be told of, and grows by that factor. */
  boolean grows(long least, double factor) {
    return cases >= least && cases >= factor * before;
  }
}
