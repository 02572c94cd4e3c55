package dev.barometer.reporting.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps a small group from being computed as the total less the others: while what is hidden is one
 * group, or fewer observations than may be shown, the next smallest group is hidden too. Only for
 * what people said.
 */
final class Suppression {
  private static final Comparator<BreakdownItem> SMALLEST_FIRST =
      Comparator.comparingLong((BreakdownItem item) -> item.score().n())
          .thenComparing(BreakdownItem::value, Comparator.nullsLast(Comparator.naturalOrder()));

  private final long minimumN;

  Suppression(long minimumN) {
    this.minimumN = minimumN;
  }

  /** The same groups in the same order, more of them hidden where that is needed. */
  List<BreakdownItem> apply(List<BreakdownItem> items) {
    int hidden = 0;
    long hiddenN = 0;
    List<BreakdownItem> shown = new ArrayList<>();
    for (BreakdownItem item : items) {
      if (item.score().hasValue()) {
        shown.add(item);
      } else {
        hidden++;
        hiddenN += item.score().n();
      }
    }
    if (hidden == 0) {
      return items;
    }
    shown.sort(SMALLEST_FIRST);
    int next = 0;
    while (next < shown.size() && (hidden + next < 2 || hiddenN < minimumN)) {
      hiddenN += shown.get(next).score().n();
      next++;
    }
    List<BreakdownItem> alsoHidden = shown.subList(0, next);
    return items.stream().map(item -> alsoHidden.contains(item) ? item.hidden() : item).toList();
  }
}
