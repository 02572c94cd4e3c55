package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Change;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Scale;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.GoalText;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words scores as tiles; a number that is not known is said in words, never as 0. */
final class Tiles {
  private final Wording wording;
  private final ScoreText texts;
  private final PageRequest request;
  private final @Nullable String cases;

  /**
   * @param cases where the cases stand that these are made of; null where the reader is not led
   *     there
   */
  Tiles(PageRequest request, @Nullable String cases) {
    this.cases = cases;
    this.request = request;
    this.wording = request.wording();
    this.texts = new ScoreText(request.wording());
  }

  Tile tile(TileInput input) {
    Metric metric = input.metric();
    ScoreView score = input.score();
    Double value = score.value();
    if (value == null) {
      return new Tile(
          metric.id(),
          List.of(),
          wording.say("missing." + score.status()),
          null,
          score.n() == 0 ? null : basis(metric, score.n()),
          null,
          goal(input),
          null,
          base(input),
          list(metric),
          MadeOf.kind(metric),
          line(input),
          lineText(input));
    }
    return new Tile(
        metric.id(),
        texts.figures(metric, value),
        null,
        interval(metric, score.interval()),
        basis(metric, score.n()),
        detail(metric, score),
        goal(input),
        trend(input),
        base(input),
        list(metric),
        MadeOf.kind(metric),
        line(input),
        lineText(input));
  }

  private @Nullable String interval(Metric metric, @Nullable Interval interval) {
    if (interval == null) {
      return null;
    }
    return wording.say(
        "tile.interval",
        wording.decimal(100 * interval.level(), 0),
        texts.inOneLine(metric, interval.low()),
        texts.inOneLine(metric, interval.high()));
  }

  private String basis(Metric metric, long n) {
    return wording.say("basis." + whatCounts(metric), n);
  }

  private static String whatCounts(Metric metric) {
    if (isCount(metric)) {
      return "counted";
    }
    if (MadeOf.isOfInvitations(metric)) {
      return "invitations";
    }
    return metric.opinion() ? "answers" : MadeOf.kind(metric);
  }

  private @Nullable String detail(Metric metric, ScoreView score) {
    Double median = score.p50();
    Double ninetieth = score.p90();
    if (median != null && ninetieth != null) {
      return wording.say(
          "tile.quantiles", texts.inOneLine(metric, median), texts.inOneLine(metric, ninetieth));
    }
    return scale(metric, score)
        .map(
            scale ->
                wording.say(
                    scale.lowIsGood() ? "scale.low-is-good" : "scale.high-is-good",
                    scale.lowest(),
                    scale.highest()))
        .orElse(null);
  }

  private @Nullable GoalText goal(TileInput input) {
    Yardstick by = input.yardstick();
    return by == null ? null : new TargetWords(wording).of(by, input.score());
  }

  private Trend trend(TileInput input) {
    Metric metric = input.metric();
    Change change = input.score().change();
    if (!input.covered()) {
      return Trend.quiet(wording.say("trend.unknown"));
    }
    if (isCount(metric) || change == null || !change.significant()) {
      return Trend.quiet(wording.say(isCount(metric) ? "trend.count" : "trend.none"));
    }
    boolean rising = change.by() > 0;
    String tone = rising == lowIsGood(metric, input.score()) ? "worse" : "better";
    String by = texts.difference(metric, change.by());
    return new Trend(rising ? "▲" : "▼", wording.say("trend." + tone, by), tone);
  }

  /** What the score is compared with: nothing is said to have changed without it. */
  private @Nullable String base(TileInput input) {
    Metric metric = input.metric();
    ScoreView before = input.before();
    Double value = before.value();
    if (!input.covered() || value == null) {
      return null;
    }
    String told = texts.inOneLine(metric, value);
    return isCount(metric)
        ? wording.say("trend.base.count", told, request.datesBefore())
        : wording.say("trend.base", told, basis(metric, before.n()), request.datesBefore());
  }

  private @Nullable String list(Metric metric) {
    return MadeOf.list(metric, request.query(), cases);
  }

  private static boolean isCount(Metric metric) {
    return metric.unit().equals("count");
  }

  private static boolean lowIsGood(Metric metric, ScoreView score) {
    return scale(metric, score).map(Scale::lowIsGood).orElse(metric.lowIsGood());
  }

  private static Optional<Scale> scale(Metric metric, ScoreView score) {
    return Optional.ofNullable(score.scale()).flatMap(id -> Scale.find(metric, id));
  }

  private static Sparkline line(TileInput input) {
    return Sparkline.of(input.series().stream().map(ScoreView::value).toList());
  }

  /** What the line shows, for who cannot see it. */
  private String lineText(TileInput input) {
    Metric metric = input.metric();
    List<Double> values =
        input.series().stream().map(ScoreView::value).filter(Objects::nonNull).toList();
    if (values.isEmpty()) {
      return "";
    }
    return wording.say(
        "tile.line",
        texts.inOneLine(metric, values.stream().min(Double::compare).orElseThrow()),
        texts.inOneLine(metric, values.stream().max(Double::compare).orElseThrow()),
        texts.inOneLine(metric, values.get(values.size() - 1)));
  }
}
