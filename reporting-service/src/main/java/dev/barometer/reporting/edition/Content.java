package dev.barometer.reporting.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.Grade;
import dev.barometer.reporting.target.Verdict;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTickets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a section tells in numbers; all of it is computed, nothing is typed.
 *
 * @param tickets that it lists; null where it lists none, and in what was collected before any did
 */
public record Content(
    Section section,
    List<Figure> figures,
    List<Table> tables,
    List<Trend> trends,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Measure> measures,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ActionLine> actions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReportedTickets tickets) {

  public Content {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
    trends = List.copyOf(trends);
    measures = measures == null ? List.of() : List.copyOf(measures);
    actions = actions == null ? List.of() : List.copyOf(actions);
  }

  /**
   * One score, as the API tells it.
   *
   * @param yardstick what it is measured by: what was in force on the last day of the period; null
   *     where nothing was
   * @param verdict whether that is reached; null where nobody can tell
   * @param grade what the score is called; null where there are no bands
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Figure(
      String metric,
      ScoreView score,
      @Nullable Yardstick yardstick,
      @Nullable String verdict,
      @Nullable String grade) {

    static Figure of(Metric metric, ScoreView score, Optional<Yardstick> yardstick) {
      return new Figure(
          metric.id(),
          score,
          yardstick.orElse(null),
          yardstick.flatMap(by -> by.verdict(score)).map(Verdict::label).orElse(null),
          yardstick.flatMap(by -> by.grade(score)).map(Grade::label).orElse(null));
    }
  }

  /**
   * An improvement action, with what can be said of its effect; that it was the cause cannot.
   *
   * @param overdue whether it was open, and to be done by a day that was over
   * @param target in the metric's unit
   * @param before the score of the baseline; null before it started, as are the rest
   * @param verdict as the API tells it
   * @param weeks how many of {@code weeksAfter} are in the score after
   */
  public record ActionLine(
      String actionId,
      String title,
      String status,
      String owner,
      String due,
      boolean overdue,
      String scope,
      String metric,
      double target,
      @Nullable ScoreView before,
      @Nullable ScoreView after,
      @Nullable Double difference,
      @Nullable Interval interval,
      @Nullable String verdict,
      List<String> warnings,
      int weeks,
      int weeksAfter) {
    public ActionLine {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A score by the values of something.
   *
   * @param by a dimension, or {@code type}
   */
  public record Table(String metric, String by, List<BreakdownItem> items) {
    public Table {
      items = List.copyOf(items);
    }
  }

  /**
   * One series of operating data: what its points say, each counting the same whatever time it
   * stands for.
   *
   * @param n how many points
   * @param sum of what adds up: what people worked; null of systems
   * @param before the mean of the period that is compared with; null where there is none
   * @param trend means of its points, day by day, or week, or month; null of fewer than two
   */
  public record Measure(
      String system,
      String measure,
      String unit,
      long n,
      double mean,
      double min,
      double max,
      @Nullable Double sum,
      Instant lastAt,
      double last,
      @Nullable Double before,
      @Nullable Long beforeN,
      @Nullable Trend trend) {}

  /**
   * How a score went, with the limits that chance alone seldom passes.
   *
   * @param step what a point stands for: day, week or month
   * @param center of the limits, in the metric's unit; null where there are too few points
   * @param yardstick what it is measured by; null where it is by nothing
   */
  public record Trend(
      String metric,
      String step,
      @Nullable Double center,
      List<TrendPoint> points,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Yardstick yardstick) {
    public Trend {
      points = List.copyOf(points);
    }

    Trend measuredBy(@Nullable Yardstick by) {
      return new Trend(metric, step, center, points, by);
    }
  }

  /**
   * One point of it; value and limits in the metric's unit, null where there are none.
   *
   * @param signals why it stands out, in lower case; empty where it does not
   */
  public record TrendPoint(
      Instant from,
      Instant to,
      @Nullable Double value,
      long n,
      @Nullable Double low,
      @Nullable Double high,
      List<String> signals) {
    public TrendPoint {
      signals = List.copyOf(signals);
    }
  }
}
