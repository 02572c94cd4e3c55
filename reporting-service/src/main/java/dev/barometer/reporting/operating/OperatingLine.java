package dev.barometer.reporting.operating;

import dev.barometer.reporting.dashboard.Sparkline;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series as a line of its list.
 *
 * @param n how many of its newest points are drawn
 * @param isKnown whether there is a name for its measure
 * @param last null where all its points were taken away
 */
record OperatingLine(
    String system,
    String measure,
    boolean isKnown,
    String unit,
    @Nullable String scope,
    int n,
    double low,
    double high,
    @Nullable Double last,
    @Nullable Instant lastAt,
    Sparkline sparkline) {

  static OperatingLine of(Series one, List<KeptPoint> newest) {
    List<@Nullable Double> values =
        newest.stream().<@Nullable Double>map(kept -> kept.value()).toList();
    KeptPoint last = newest.isEmpty() ? null : newest.get(newest.size() - 1);
    return new OperatingLine(
        one.system(),
        one.measure(),
        KnownMeasure.of(one.measure()).isPresent(),
        one.unit().label(),
        one.scope(),
        newest.size(),
        newest.stream().mapToDouble(KeptPoint::value).min().orElse(0),
        newest.stream().mapToDouble(KeptPoint::value).max().orElse(0),
        last == null ? null : Double.valueOf(last.value()),
        last == null ? null : last.at(),
        Sparkline.of(values));
  }

  /** Whether its last point is of a whole day, which is told without a time. */
  public boolean isOfADay(ZoneId zone) {
    return lastAt != null && lastAt.atZone(zone).toLocalTime().equals(LocalTime.MIN);
  }
}
