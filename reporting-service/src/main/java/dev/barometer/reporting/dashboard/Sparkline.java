package dev.barometer.reporting.dashboard;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A small line of a series, as the path of an SVG of {@link #WIDTH} by {@link #HEIGHT}. A slot
 * without a value is a gap, never a zero.
 *
 * @param path empty where no slot has a value
 * @param lastX where the newest value is
 */
public record Sparkline(String path, double lastX, double lastY) {
  static final int WIDTH = 120;
  static final int HEIGHT = 32;
  private static final double MARGIN = 3;

  public static Sparkline of(List<@Nullable Double> values) {
    double low = present(values).min().orElse(0);
    double high = present(values).max().orElse(0);
    double step = values.size() < 2 ? 0 : (WIDTH - 2 * MARGIN) / (values.size() - 1);

    StringBuilder path = new StringBuilder();
    double x = MARGIN;
    double lastX = 0;
    double lastY = 0;
    boolean pen = false;
    for (Double value : values) {
      if (value != null) {
        double share = high > low ? (value - low) / (high - low) : 0.5;
        lastX = x;
        lastY = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
        path.append(pen ? "L" : "M").append(at(lastX, lastY));
        if (!pen) {
          // A point with no neighbour is drawn as a dot by its round line cap.
          path.append("h0");
        }
      }
      pen = value != null;
      x += step;
    }
    return new Sparkline(path.toString(), rounded(lastX), rounded(lastY));
  }

  private static DoubleStream present(List<@Nullable Double> values) {
    return values.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue);
  }

  private static String at(double x, double y) {
    return rounded(x) + " " + rounded(y);
  }

  private static double rounded(double coordinate) {
    return Math.round(coordinate * 10) / 10.0;
  }
}
