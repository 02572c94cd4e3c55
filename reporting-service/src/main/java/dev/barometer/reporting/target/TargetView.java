package dev.barometer.reporting.target;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a metric of a scope is measured by, as the API tells it.
 *
 * @param revision of what was set for this very scope, for If-Match; 0 where nothing ever was
 * @param inForce absent where nothing is
 * @param planned what was set for this very scope and counts later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TargetView(
    String metric,
    String scope,
    long revision,
    @Nullable Yardstick inForce,
    List<VersionView> planned) {
  TargetView {
    planned = List.copyOf(planned);
  }

  static TargetView of(TargetHistory history, Optional<Yardstick> inForce, LocalDate today) {
    return new TargetView(
        history.metric(),
        history.scope(),
        history.revision(),
        inForce.orElse(null),
        history.planned(today).stream().map(VersionView::unsigned).toList());
  }

  /**
   * What was set at one time.
   *
   * @param ended whether nothing counts from that day on; then it says what counted before
   * @param changedBy absent where names are not told
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VersionView(
      long revision,
      LocalDate from,
      boolean ended,
      @Nullable String scale,
      @Nullable Double target,
      @Nullable Bands bands,
      @Nullable Baseline baseline,
      String source,
      Instant changedAt,
      @Nullable String changedBy) {

    static VersionView of(Target one) {
      return with(one, one.changedBy());
    }

    private static VersionView unsigned(Target one) {
      return with(one, null);
    }

    private static VersionView with(Target one, @Nullable String by) {
      return new VersionView(
          one.revision(),
          one.from(),
          one.ended(),
          one.scale(),
          one.target(),
          one.bands(),
          one.baseline(),
          one.source(),
          one.changedAt(),
          by);
    }
  }
}
