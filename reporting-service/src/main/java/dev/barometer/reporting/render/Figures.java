package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.dashboard.ScoreText;
import dev.barometer.reporting.score.ScoreView;

/** The numbers of a report in words. */
final class Figures {
  private final Wording wording;
  private final ScoreText scores;

  Figures(Wording wording) {
    this.wording = wording;
    this.scores = new ScoreText(wording);
  }

  String name(String metric) {
    return wording.sayOr("metric." + metric, metric);
  }

  Chart.Kind kind(String metric) {
    return switch (metric(metric).unit()) {
      case "seconds" -> Chart.Kind.DURATION;
      case "count" -> Chart.Kind.COUNT;
      default -> Chart.Kind.OTHER;
    };
  }

  /** In the metric's unit; why there is none where there is none. */
  String value(String metric, ScoreView score) {
    Double value = score.value();
    return value == null
        ? wording.sayOr("report.score." + score.status(), score.status())
        : value(metric, value);
  }

  String value(String metric, double value) {
    return scores.inOneLine(metric(metric), value);
  }

  /** From where to where; empty where there is none. */
  String interval(String metric, ScoreView score) {
    Interval interval = score.interval();
    return interval == null
        ? ""
        : wording.say("range", value(metric, interval.low()), value(metric, interval.high()));
  }

  String count(long n) {
    return wording.count(n);
  }

  /** What chance alone explains is none; a count has none, because it has no test. */
  String change(String metric, ScoreView score) {
    if (score.change() == null) {
      return "";
    }
    if (!score.change().significant()) {
      return wording.say("report.not-significant");
    }
    return (score.change().by() < 0 ? "−" : "+") + difference(metric, score);
  }

  String difference(String metric, ScoreView score) {
    return score.change() == null ? "" : scores.difference(metric(metric), score.change().by());
  }

  private static Metric metric(String id) {
    return Metrics.find(id).orElseThrow();
  }
}
