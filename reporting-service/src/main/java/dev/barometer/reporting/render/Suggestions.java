package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sentences that somebody may begin with. They say what was counted and how sure it is, and whether
 * it is another than before by more than chance; never why.
 */
final class Suggestions {
  private final Wording wording;
  private final Figures figures;

  Suggestions(Wording wording) {
    this.wording = wording;
    this.figures = new Figures(wording);
  }

  /** One a figure, and one a trend that something stands out in; none of what there is no data. */
  List<String> of(Content content) {
    return Stream.concat(
            content.figures().stream().filter(one -> one.score().n() > 0).map(this::sentence),
            content.trends().stream()
                .filter(trend -> trend.points().stream().anyMatch(Suggestions::standsOut))
                .map(this::sentence))
        .toList();
  }

  private static boolean standsOut(Content.TrendPoint point) {
    return !point.signals().isEmpty();
  }

  private String sentence(Content.Figure figure) {
    ScoreView score = figure.score();
    String name = figures.name(figure.metric());
    if (!score.hasValue()) {
      return wording.say("report.suggest.few", name, score.n());
    }
    String value = figures.value(figure.metric(), score);
    String said =
        score.interval() == null
            ? wording.say("report.suggest.count", name, value)
            : wording.say(
                "report.suggest.value",
                name,
                value,
                figures.interval(figure.metric(), score),
                score.n());
    return Stream.of(
            said, score.change() == null ? "" : change(figure.metric(), score), goal(figure))
        .filter(one -> !one.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Of a target that somebody set; what is usual stands beside the figure. */
  private String goal(Content.Figure figure) {
    Yardstick by = figure.yardstick();
    return by == null || by.target() == null
        ? ""
        : wording.say(
            "report.suggest.goal", new TargetWords(wording).of(by, figure.score()).text());
  }

  private String change(String metric, ScoreView score) {
    boolean isMore = score.change() != null && score.change().by() > 0;
    if (score.change() == null || !score.change().significant()) {
      return wording.say("report.suggest.same");
    }
    return wording.say(
        isMore ? "report.suggest.more" : "report.suggest.less", figures.difference(metric, score));
  }

  private String sentence(Content.Trend trend) {
    long outside = trend.points().stream().filter(Suggestions::standsOut).count();
    return wording.say(
        "report.suggest.trend", figures.name(trend.metric()), outside, trend.points().size());
  }
}
