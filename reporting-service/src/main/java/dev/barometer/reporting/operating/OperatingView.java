package dev.barometer.reporting.operating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operating data as the API tells it. */
final class OperatingView {
  private OperatingView() {}

  /**
   * One point.
   *
   * @param at a date where it is the start of one, as it may be sent; else a moment
   */
  record OperatingPoint(String at, double value, String source) {
    static OperatingPoint of(KeptPoint kept, ZoneId zone) {
      return new OperatingPoint(text(kept.at(), zone), kept.value(), kept.source());
    }
  }

  /**
   * One series.
   *
   * @param scope absent where nobody said which part of the desk it serves
   * @param first when its first point is; absent where it has none any more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OperatingSeries(
      String system,
      String measure,
      String unit,
      @Nullable String scope,
      @Nullable String first,
      @Nullable String last,
      @Nullable Double lastValue) {
    static OperatingSeries of(Series one, List<KeptPoint> ends, ZoneId zone) {
      boolean isEmpty = ends.isEmpty();
      return new OperatingSeries(
          one.system(),
          one.measure(),
          one.unit().label(),
          one.scope(),
          isEmpty ? null : text(ends.get(0).at(), zone),
          isEmpty ? null : text(ends.get(1).at(), zone),
          isEmpty ? null : Double.valueOf(ends.get(1).value()));
    }
  }

  static String text(Instant at, ZoneId zone) {
    var there = at.atZone(zone);
    return there.toLocalTime().equals(LocalTime.MIN)
        ? there.toLocalDate().toString()
        : at.toString();
  }
}
