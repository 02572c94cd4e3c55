package dev.barometer.reporting.render;

import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Content.TrendPoint;
import dev.barometer.reporting.target.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trend with its control limits as shapes of an SVG of {@link #WIDTH} by {@link #HEIGHT}. A point
 * without a value is a gap, never a zero.
 *
 * @param summary the chart in one sentence
 * @param limits the path around what chance alone leaves
 * @param center the path of the middle; empty where there are no limits
 * @param goal the path of what is to be reached; empty where there is nothing
 * @param goalText where it is said what that is; null where there is nothing
 * @param line the path of the values
 * @param dots the path of the values alone
 * @param outside the path of those that stand out
 * @param values what is written beside
 * @param times what is written below
 * @param table the same as a table
 */
record Chart(
    String title,
    String summary,
    String limits,
    String center,
    String goal,
    @Nullable Label goalText,
    String line,
    String dots,
    String outside,
    List<Label> values,
    List<Label> times,
    Paper.Sheet table) {
  static final int WIDTH = 640;
  static final int HEIGHT = 200;
  private static final int LEFT = 88;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 26;
  private static final int MOST_TIMES = 6;
  private static final int STEPS = 4;

  /** Between two marks of a duration, seconds: what people count in. */
  private static final double[] SPANS = {
    1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800,
    432_000, 864_000, 2_592_000
  };

  /** What is written, and where. */
  record Label(double x, double y, String text) {}

  /** What its values are, by which its marks are set. */
  enum Kind {
    /** Seconds. */
    DURATION,
    /** Whole, and none below zero. */
    COUNT,
    OTHER
  }

  /** How it is said. */
  record Words(
      String title,
      String summary,
      Paper.Sheet table,
      Kind kind,
      DoubleFunction<String> value,
      Function<TrendPoint, String> time,
      @Nullable String goal) {}

  static Chart of(Content.Trend trend, Words words) {
    List<TrendPoint> points = trend.points();
    Scale scale = scale(trend, words.kind());
    return new Chart(
        words.title(),
        words.summary(),
        limits(points, scale),
        center(trend, scale),
        goal(trend, scale),
        goalText(trend, scale, words.goal()),
        line(points, scale),
        dots(points, scale, false),
        dots(points, scale, true),
        IntStream.rangeClosed(0, scale.steps)
            .mapToObj(i -> scale.from + i * scale.step)
            .map(value -> new Label(LEFT - 8, scale.y(value), words.value().apply(value)))
            .toList(),
        times(points, scale, words.time()),
        words.table());
  }

  /** From values to places: whole steps, so that what is written beside is round. */
  private record Scale(double from, double step, int steps, double slot) {
    double x(int point) {
      return rounded(LEFT + (point + 0.5) * slot);
    }

    double y(double value) {
      double share = Math.max(0, value - from) / (step * steps);
      return rounded(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
    }
  }

  private static Scale scale(Content.Trend trend, Kind kind) {
    double low = all(trend).min().orElse(0);
    if (kind != Kind.OTHER) {
      low = Math.max(0, low);
    }
    double high = all(trend).max().orElse(1);
    if (high - low < 1e-9) {
      low = high - Math.max(1, Math.abs(high) / 10);
    }
    double step = step((high - low) / STEPS, kind);
    double from = Math.floor(low / step) * step;
    int steps = (int) Math.max(1, Math.ceil((high - from) / step - 1e-9));
    double slot = (double) (WIDTH - LEFT - RIGHT) / Math.max(1, trend.points().size());
    return new Scale(from, step, steps, slot);
  }

  private static Optional<Double> goalOf(Content.Trend trend) {
    return Optional.ofNullable(trend.yardstick()).flatMap(Yardstick::goal);
  }

  private static DoubleStream all(Content.Trend trend) {
    DoubleStream goal = goalOf(trend).stream().mapToDouble(Double::doubleValue);
    return DoubleStream.concat(goal, ofPoints(trend));
  }

  private static DoubleStream ofPoints(Content.Trend trend) {
    return trend.points().stream()
        .flatMapToDouble(
            point ->
                IntStream.range(0, 3)
                    .mapToObj(i -> i == 0 ? point.value() : i == 1 ? point.low() : point.high())
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue));
  }

  /** The next of 1, 2, 5 and their tens. */
  private static double round(double step) {
    double ten = Math.pow(10, Math.floor(Math.log10(step)));
    double part = step / ten;
    return ten * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
  }

  private static double step(double least, Kind kind) {
    return switch (kind) {
      case DURATION -> span(least);
      case COUNT -> Math.max(1, round(least));
      case OTHER -> round(least);
    };
  }

  private static double span(double step) {
    return Arrays.stream(SPANS)
        .filter(span -> span >= step)
        .findFirst()
        .orElseGet(() -> Math.ceil(step / SPANS[SPANS.length - 1]) * SPANS[SPANS.length - 1]);
  }

  private static String line(List<TrendPoint> points, Scale scale) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < points.size(); i++) {
      Double value = points.get(i).value();
      if (value != null) {
        path.append(pen ? 'L' : 'M').append(at(scale.x(i), scale.y(value)));
      }
      pen = value != null;
    }
    return path.toString();
  }

  /** A point is a line of no length: its round caps are a dot. */
  private static String dots(List<TrendPoint> points, Scale scale, boolean outside) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Double value = points.get(i).value();
      if (value != null && points.get(i).signals().isEmpty() != outside) {
        path.append('M').append(at(scale.x(i), scale.y(value))).append("h0.01");
      }
    }
    return path.toString();
  }

  /** Each point's own, as wide as its place: those of shares differ by their n. */
  private static String limits(List<TrendPoint> points, Scale scale) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Double low = points.get(i).low();
      Double high = points.get(i).high();
      if (low != null && high != null) {
        double left = rounded(scale.x(i) - scale.slot / 2);
        double right = rounded(scale.x(i) + scale.slot / 2);
        path.append('M').append(at(left, scale.y(high))).append('H').append(right);
        path.append('V').append(scale.y(low)).append('H').append(left).append('Z');
      }
    }
    return path.toString();
  }

  private static String center(Content.Trend trend, Scale scale) {
    Double center = trend.center();
    return center == null ? "" : "M" + at(LEFT, scale.y(center)) + "H" + (WIDTH - RIGHT);
  }

  private static String goal(Content.Trend trend, Scale scale) {
    return goalOf(trend)
        .map(goal -> "M" + at(LEFT, scale.y(goal)) + "H" + (WIDTH - RIGHT))
        .orElse("");
  }

  /** Above its line, and below it where there is no room above. */
  private static @Nullable Label goalText(Content.Trend trend, Scale scale, @Nullable String said) {
    return said == null
        ? null
        : goalOf(trend)
            .map(scale::y)
            .map(y -> new Label(WIDTH - RIGHT, rounded(y < TOP + 14 ? y + 12 : y - 4), said))
            .orElse(null);
  }

  private static List<Label> times(
      List<TrendPoint> points, Scale scale, Function<TrendPoint, String> said) {
    int stride = Math.max(1, (points.size() + MOST_TIMES - 1) / MOST_TIMES);
    List<Label> times = new ArrayList<>();
    for (int i = stride / 2; i < points.size(); i += stride) {
      times.add(new Label(scale.x(i), HEIGHT - 8, said.apply(points.get(i))));
    }
    return times;
  }

  private static String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }

  private static double rounded(double coordinate) {
    return Math.round(coordinate * 10) / 10.0;
  }

  /** Whether there is a line to draw. */
  static boolean isDrawn(Content.Trend trend) {
    return trend.points().stream().map(TrendPoint::value).filter(Objects::nonNull).count() > 1;
  }
}
