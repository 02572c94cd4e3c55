package dev.barometer.reporting.edition;

import org.jspecify.annotations.Nullable;

/** Where two makings of a report are not the same, as the API tells it. */
record DifferenceView(
    @Nullable String section,
    String metric,
    @Nullable String of,
    @Nullable Object was,
    @Nullable Object is) {
  static DifferenceView of(Difference one) {
    Section section = one.section();
    return new DifferenceView(
        section == null ? null : section.label(), one.metric(), one.of(), one.was(), one.is());
  }
}
