package dev.barometer.reporting.action;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.reporting.dashboard.ScoreText;
import dev.barometer.reporting.score.ScoreView;

/** What pages and reports say of actions alike. */
public final class ActionWords {
  private final Wording wording;
  private final ScoreText scores;

  /**
   * @param wording with the texts of actions and of scores
   */
  public ActionWords(Wording wording) {
    this.wording = wording;
    this.scores = new ScoreText(wording);
  }

  public String metric(String id) {
    return wording.sayOr("metric." + id, id);
  }

  /** With its direction, which is the metric's. */
  public String target(Metric metric, double target) {
    String direction = metric.lowIsGood() ? "at-most" : "at-least";
    return wording.say("action.target." + direction, scores.inOneLine(metric, target));
  }

  /** With how many observations it is of. */
  public String score(Metric metric, ScoreView score) {
    Double value = score.value();
    String n = wording.count(score.n());
    return value == null
        ? wording.say("action.effect.hidden", n)
        : wording.say("action.effect.of", scores.inOneLine(metric, value), n);
  }

  /** A difference; none has no sign. */
  public String signed(Metric metric, double by) {
    String sign = by < 0 ? "−" : "+";
    return (by == 0 ? "" : sign) + scores.difference(metric, by);
  }

  /**
   * @param label as it travels
   */
  public String verdict(String label) {
    return wording.say("action.verdict." + key(label));
  }

  /** The end of a message's name. */
  static String key(String label) {
    return label.replace(' ', '-');
  }
}
