package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Figure;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import java.util.List;

/** Writes values in the unit of their metric and to the precision it deserves. */
public final class ScoreText {
  private final Wording wording;

  public ScoreText(Wording wording) {
    this.wording = wording;
  }

  List<Figure> figures(Metric metric, double value) {
    return switch (metric.unit()) {
      case "points" -> List.of(new Figure(wording.signed(value, 1), ""));
      case "percent" -> List.of(new Figure(wording.share(value), "%"));
      case "seconds" -> wording.span(value);
      case "count" -> List.of(new Figure(wording.count(Math.round(value)), ""));
      default -> List.of(new Figure(wording.decimal(value, 2), ""));
    };
  }

  public String inOneLine(Metric metric, double value) {
    return Figure.inOneLine(figures(metric, value));
  }

  /** The size of a change; its direction is said beside it. */
  public String difference(Metric metric, double by) {
    double size = Math.abs(by);
    return switch (metric.unit()) {
      case "points" -> wording.say("change.points", wording.decimal(size, 1));
      case "percent" -> wording.say("change.percentage-points", wording.decimal(size, 1));
      case "seconds" -> inOneLine(metric, size);
      default -> wording.decimal(size, 2);
    };
  }
}
