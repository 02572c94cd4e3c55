package dev.barometer.reporting.dashboard;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words series and breakdowns as the tables that charts are drawn from. */
final class Charts {
  private final Wording wording;
  private final ScoreText texts;

  Charts(Wording wording) {
    this.wording = wording;
    this.texts = new ScoreText(wording);
  }

  /**
   * @param by what it is measured by; null where nothing is
   */
  NpsTrend npsTrend(List<ScoreView> series, Step step, @Nullable Yardstick by) {
    List<NpsTrend.Row> rows = series.stream().map(score -> trendRow(score, step)).toList();
    String summary =
        rows.stream()
            .filter(row -> row.value() != null)
            .reduce((earlier, later) -> later)
            .map(latest -> wording.say("chart.nps.summary", latest.text()))
            .orElse(null);
    boolean silent = series.stream().allMatch(score -> score.n() == 0);
    LineChart chart =
        summary == null
            ? null
            : LineChart.of(
                rows,
                by == null ? null : by.goal().orElse(null),
                value -> texts.inOneLine(Metrics.NPS, value).replace(".0", ""));
    String none = wording.say(silent ? "chart.nps.none" : "chart.nps.few");
    String goal = by == null ? null : new TargetWords(wording).line(by).orElse(null);
    return new NpsTrend(
        summary == null || goal == null ? summary : wording.say("target.of", summary, goal),
        none,
        chart,
        goal,
        rows);
  }

  private NpsTrend.Row trendRow(ScoreView score, Step step) {
    String time = wording.time(step == Step.HOUR ? "date.hour" : "date.day", score.from());
    String answers = wording.count(score.n());
    Double value = score.value();
    Interval interval = score.interval();
    if (value == null || interval == null) {
      String missing = wording.say("missing." + score.status());
      return new NpsTrend.Row(time, null, null, null, missing, "", answers, time + "\n" + missing);
    }
    String valueText = texts.inOneLine(Metrics.NPS, value);
    String range =
        wording.say(
            "range",
            texts.inOneLine(Metrics.NPS, interval.low()),
            texts.inOneLine(Metrics.NPS, interval.high()));
    String text =
        wording.say(
            "chart.nps.point", time, valueText, range, wording.say("basis.answers", score.n()));
    return new NpsTrend.Row(
        time, value, interval.low(), interval.high(), valueText, range, answers, text);
  }

  Volume volume(PageRequest request, List<BreakdownItem> opened, List<BreakdownItem> closed) {
    Map<@Nullable String, Long> openedBy = byChannel(opened);
    Map<@Nullable String, Long> closedBy = byChannel(closed);
    List<Volume.Row> rows =
        Stream.concat(openedBy.keySet().stream(), closedBy.keySet().stream())
            .distinct()
            .map(
                channel ->
                    row(
                        request,
                        channel,
                        openedBy.getOrDefault(channel, 0L),
                        closedBy.getOrDefault(channel, 0L)))
            .sorted(
                Comparator.comparingLong(Volume.Row::opened)
                    .thenComparingLong(Volume.Row::closed)
                    .reversed())
            .toList();
    long most =
        rows.stream().mapToLong(row -> Math.max(row.opened(), row.closed())).max().orElse(0);
    String summary =
        rows.stream()
            .findFirst()
            .map(top -> wording.say("chart.volume.summary", top.channel(), top.openedText()))
            .orElse(null);
    String none =
        request.scope().equals(Scope.ALL) ? "chart.volume.none" : "chart.volume.none-for-scope";
    return new Volume(summary, wording.say(none), most, rows);
  }

  private Volume.Row row(PageRequest request, @Nullable String channel, long opened, long closed) {
    String name = channel == null ? wording.say("chart.volume.rest") : channel;
    return new Volume.Row(
        name, opened, closed, wording.count(opened), wording.count(closed), list(request, channel));
  }

  /** What came through no channel is under null. */
  private static Map<@Nullable String, Long> byChannel(List<BreakdownItem> items) {
    Map<@Nullable String, Long> byChannel = new HashMap<>();
    items.forEach(item -> byChannel.put(item.value(), item.score().n()));
    return byChannel;
  }

  /** The tickets of a bar; null where nothing names them all. */
  private static @Nullable String list(PageRequest request, @Nullable String channel) {
    Map<Dimension, String> values = new EnumMap<>(Dimension.class);
    values.putAll(request.scope().values());
    if (channel == null || values.size() > 1 && !values.containsKey(Dimension.CHANNEL)) {
      return null;
    }
    values.put(Dimension.CHANNEL, channel);
    return "/tickets?" + request.query(new Scope(values));
  }
}
