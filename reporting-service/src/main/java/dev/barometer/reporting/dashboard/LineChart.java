package dev.barometer.reporting.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A series of balances as shapes of an SVG of {@link #SIZE} by {@link #SIZE}, which is stretched
 * over its place. A slot without a value is a gap, never a zero; a value whose neighbours have none
 * shows its interval as an upright line, as a band needs two.
 *
 * @param line the path of the values
 * @param dots the path of the values alone
 * @param band the path around the intervals
 * @param goal the path of what is to be reached; empty where there is none
 * @param slots where each slot is, with all that is to be said of it
 * @param times what is written below
 * @param values what is written beside
 */
record LineChart(
    String line,
    String dots,
    String band,
    String goal,
    List<Slot> slots,
    List<Mark> times,
    List<Mark> values) {
  static final int SIZE = 1000;
  private static final int MOST_TIMES = 6;
  private static final double LOWEST = -100;
  private static final double HIGHEST = 100;
  private static final double WIDE = 100;

  /** A slot of the series. */
  record Slot(double left, double width, String text) {}

  /**
   * A label.
   *
   * @param at in percent from the left or the top
   */
  record Mark(double at, String text) {}

  /**
   * @param goal what is to be reached; null where nothing is
   * @param said how a value is written beside the chart
   */
  static LineChart of(List<NpsTrend.Row> rows, @Nullable Double goal, DoubleFunction<String> said) {
    double low = ends(rows, goal).min().orElse(LOWEST);
    double high = ends(rows, goal).max().orElse(HIGHEST);
    double step = high - low > WIDE ? 50 : 20;
    double from = Math.max(LOWEST, Math.floor(low / step) * step);
    double to = Math.min(HIGHEST, Math.ceil(high / step) * step);
    if (from == to) {
      from = Math.max(LOWEST, to - step);
      to = from + step;
    }
    Scale scale = new Scale(from, to, (double) SIZE / rows.size());
    List<Mark> values =
        IntStream.rangeClosed(0, (int) Math.round((scale.to - from) / step))
            .mapToObj(i -> scale.from + i * step)
            .map(value -> new Mark(scale.y(value) * 100 / SIZE, said.apply(value)))
            .toList();
    return new LineChart(
        line(rows, scale),
        dots(rows, scale),
        band(rows, scale),
        goal == null ? "" : String.format(Locale.ROOT, "M0 %.1fH%d", scale.y(goal), SIZE),
        slots(rows, scale),
        times(rows, scale),
        values);
  }

  /** From values to places. */
  private record Scale(double from, double to, double width) {
    double x(int slot) {
      return rounded((slot + 0.5) * width);
    }

    double y(double value) {
      return rounded(SIZE - (value - from) / (to - from) * SIZE);
    }
  }

  private static DoubleStream ends(List<NpsTrend.Row> rows, @Nullable Double goal) {
    DoubleStream ofGoal = goal == null ? DoubleStream.empty() : DoubleStream.of(goal);
    return DoubleStream.concat(ofGoal, ends(rows));
  }

  private static DoubleStream ends(List<NpsTrend.Row> rows) {
    return rows.stream()
        .flatMapToDouble(
            row ->
                row.low() == null || row.high() == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(row.low(), row.high()));
  }

  private static boolean has(List<NpsTrend.Row> rows, int slot) {
    return slot >= 0
        && slot < rows.size()
        && rows.get(slot).value() != null
        && rows.get(slot).low() != null
        && rows.get(slot).high() != null;
  }

  private static String line(List<NpsTrend.Row> rows, Scale scale) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (has(rows, i)) {
        path.append(has(rows, i - 1) ? "L" : "M").append(point(i, value(rows, i), scale));
      }
    }
    return path.toString();
  }

  /** A point is a line of no length: its round caps are not stretched. */
  private static String dots(List<NpsTrend.Row> rows, Scale scale) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (has(rows, i)) {
        path.append("M").append(point(i, value(rows, i), scale)).append("h0");
      }
    }
    return path.toString();
  }

  private static String band(List<NpsTrend.Row> rows, Scale scale) {
    StringBuilder path = new StringBuilder();
    int i = 0;
    while (i < rows.size()) {
      int end = i;
      while (has(rows, end)) {
        end++;
      }
      if (end > i) {
        append(path, rows, i, end, scale);
      }
      i = Math.max(end, i + 1);
    }
    return path.toString();
  }

  private static void append(
      StringBuilder path, List<NpsTrend.Row> rows, int from, int to, Scale scale) {
    for (int i = from; i < to; i++) {
      path.append(i == from ? "M" : "L").append(point(i, high(rows, i), scale));
    }
    for (int i = to - 1; i >= from; i--) {
      path.append("L").append(point(i, low(rows, i), scale));
    }
    path.append("Z");
  }

  private static List<Slot> slots(List<NpsTrend.Row> rows, Scale scale) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new Slot(rounded(i * scale.width), rounded(scale.width), rows.get(i).text()))
        .toList();
  }

  private static List<Mark> times(List<NpsTrend.Row> rows, Scale scale) {
    int stride = Math.max(1, (rows.size() + MOST_TIMES - 1) / MOST_TIMES);
    return IntStream.range(0, rows.size())
        .filter(i -> i % stride == stride / 2)
        .mapToObj(i -> new Mark(scale.x(i) * 100 / SIZE, rows.get(i).time()))
        .toList();
  }

  private static double value(List<NpsTrend.Row> rows, int slot) {
    return Objects.requireNonNull(rows.get(slot).value());
  }

  private static double low(List<NpsTrend.Row> rows, int slot) {
    return Objects.requireNonNull(rows.get(slot).low());
  }

  private static double high(List<NpsTrend.Row> rows, int slot) {
    return Objects.requireNonNull(rows.get(slot).high());
  }

  private static String point(int slot, double value, Scale scale) {
    return String.format(Locale.ROOT, "%.1f %.1f", scale.x(slot), scale.y(value));
  }

  private static double rounded(double coordinate) {
    return Math.round(coordinate * 10) / 10.0;
  }
}
