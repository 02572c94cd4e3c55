package dev.barometer.reporting.score;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Variant;
import dev.barometer.reporting.period.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups of a scope and what is left of it, as scores that may be shown. */
final class Breakdown {
  private static final Comparator<BreakdownItem> MOST_OBSERVATIONS_FIRST =
      Comparator.comparingLong((BreakdownItem item) -> item.score().n())
          .reversed()
          .thenComparing(BreakdownItem::value, Comparator.nullsLast(Comparator.naturalOrder()));

  /** What a scope is made of in a period; the rest is null where it is not known. */
  record Parts(
      Set<Dimension> by,
      Scope within,
      Period period,
      Map<Scope, Tallies> groups,
      @Nullable Tallies rest) {}

  private final Parts parts;
  private final long minimumN;

  Breakdown(Parts parts, long minimumN) {
    this.parts = parts;
    this.minimumN = minimumN;
  }

  /** Which groups are hidden is decided over all of them, whatever the limit. */
  List<BreakdownItem> items(Metric metric, @Nullable Variant variant, int limit) {
    List<BreakdownItem> items = safe(items(metric, null), metric);
    if (variant != null) {
      items = inVariant(safe(items(metric, variant), metric), items, variant);
    }
    List<BreakdownItem> groups = items.stream().filter(item -> !item.rest()).limit(limit).toList();
    Stream<BreakdownItem> rest = items.stream().filter(BreakdownItem::rest);
    return Stream.concat(groups.stream(), rest).toList();
  }

  private List<BreakdownItem> items(Metric metric, @Nullable Variant variant) {
    Stream<BreakdownItem> groups =
        parts.groups.entrySet().stream()
            .map(
                entry ->
                    BreakdownItem.of(
                        nameOf(entry.getKey(), parts.by),
                        view(metric, variant, entry.getKey(), parts.period, entry.getValue())));
    Tallies rest = parts.rest;
    // A group that was read newer than the whole makes a rest that never was.
    Stream<BreakdownItem> remaining =
        rest == null || !Scores.isScorable(metric, rest)
            ? Stream.empty()
            : Stream.of(
                BreakdownItem.rest(view(metric, variant, parts.within, parts.period, rest)));
    return Stream.concat(groups, remaining)
        .filter(item -> item.score().n() > 0)
        .sorted(MOST_OBSERVATIONS_FIRST)
        .toList();
  }

  private static String nameOf(Scope group, Set<Dimension> by) {
    return by.size() == 1
        ? group.values().getOrDefault(by.iterator().next(), "")
        : group.toString();
  }

  private ScoreView view(
      Metric metric, @Nullable Variant variant, Scope scope, Period period, Tallies tallies) {
    return ScoreView.of(Scores.of(metric, variant, tallies, minimumN), metric, scope, period)
        .in(variant);
  }

  private List<BreakdownItem> safe(List<BreakdownItem> items, Metric metric) {
    return metric.opinion() ? new Suppression(minimumN).apply(items) : items;
  }

  /** What is hidden of the metric itself tells nothing more in a variant. */
  private static List<BreakdownItem> inVariant(
      List<BreakdownItem> items, List<BreakdownItem> plain, Variant variant) {
    return items.stream()
        .map(
            item ->
                plain.stream()
                    .filter(same -> Objects.equals(same.value(), item.value()))
                    .filter(same -> !same.score().hasValue())
                    .findFirst()
                    .map(hidden -> hidden.in(variant))
                    .orElse(item))
        .toList();
  }
}
