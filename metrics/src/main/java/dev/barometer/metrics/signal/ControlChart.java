package dev.barometer.metrics.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A series with its centre line, its three-sigma limits and the signals in it (Montgomery,
 * Introduction to Statistical Quality Control, chapters 6 and 7; Nelson, Journal of Quality
 * Technology 16, 1984, for the runs). Points without data are left out by the caller.
 */
public record ControlChart(double center, List<Point> points) {
  private static final int RUN = 8;
  private static final int TREND = 6;

  /** 3 / 1.128: three standard deviations in mean ranges of two neighbours. */
  private static final double SIGMAS_PER_RANGE = 2.66;

  /** The upper limit of a range of two, in mean ranges. */
  private static final double RANGE_LIMIT = 3.267;

  /** One point: its value, its limits, and the signals that end or go on at it. */
  public record Point(double value, double low, double high, Set<Signal> signals) {}

  /** A p-chart around the share of all points together; at least one point. */
  public static ControlChart ofShares(List<Share> shares) {
    long part = shares.stream().mapToLong(Share::part).reduce(0, Math::addExact);
    long n = shares.stream().mapToLong(Share::n).reduce(0, Math::addExact);
    return ofShares(shares, new Share(part, n).value());
  }

  /**
   * A p-chart around a known share: limits {@code p +- 3 sqrt(p (1 - p) / n)}, clamped to 0 .. 1.
   *
   * @param center from 0 to 1
   */
  public static ControlChart ofShares(List<Share> shares, double center) {
    if (!(center >= 0 && center <= 1)) {
      throw new IllegalArgumentException("a share of " + center);
    }
    return chart(
        center,
        shares.stream().map(Share::value).toList(),
        shares.stream().map(share -> 3 * Math.sqrt(center * (1 - center) / share.n())).toList(),
        0,
        1);
  }

  /**
   * The X part of an XmR chart, for means: limits {@code mean +- 2.66 mean moving range}. At least
   * two values.
   */
  public static ControlChart ofValues(List<Double> values) {
    double reach = SIGMAS_PER_RANGE * mean(movingRanges(values));
    return chart(
        mean(values),
        values,
        Collections.nCopies(values.size(), reach),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  /**
   * The mR part of an XmR chart: the distances of neighbours, one fewer than there are values, with
   * the limits 0 and 3.267 times their mean. Neighbouring ranges share a value, so runs mean
   * nothing here and only {@link Signal#OUTSIDE} is given.
   */
  public static ControlChart ofMovingRanges(List<Double> values) {
    List<Double> ranges = movingRanges(values);
    double center = mean(ranges);
    double high = RANGE_LIMIT * center;
    return new ControlChart(
        center,
        ranges.stream()
            .map(
                range ->
                    new Point(range, 0, high, range > high ? Set.of(Signal.OUTSIDE) : Set.of()))
            .toList());
  }

  private static ControlChart chart(
      double center, List<Double> values, List<Double> reaches, double lowest, double highest) {
    List<Point> points = new ArrayList<>();
    Runs runs = new Runs();
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      double low = Math.max(lowest, center - reaches.get(i));
      double high = Math.min(highest, center + reaches.get(i));
      Set<Signal> signals = runs.next(value, center);
      if (value < low || value > high) {
        signals.add(Signal.OUTSIDE);
      }
      points.add(new Point(value, low, high, Collections.unmodifiableSet(signals)));
    }
    return new ControlChart(center, List.copyOf(points));
  }

  private static List<Double> movingRanges(List<Double> values) {
    if (values.size() < 2) {
      throw new IllegalArgumentException("an XmR chart of " + values.size() + " values");
    }
    List<Double> ranges = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      ranges.add(Math.abs(values.get(i) - values.get(i - 1)));
    }
    return ranges;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Counts how many points in a row are on one side, rise or fall; an equal one ends each. */
  private static final class Runs {
    private int side;
    private int onSide;
    private int direction;
    private int inDirection;
    private double previous = Double.NaN;

    Set<Signal> next(double value, double center) {
      int newSide = (int) Math.signum(value - center);
      onSide = newSide != 0 && newSide == side ? onSide + 1 : Math.abs(newSide);
      side = newSide;
      // The first point has no direction: signum(NaN) is 0 as an int.
      int newDirection = (int) Math.signum(value - previous);
      inDirection = newDirection != 0 && newDirection == direction ? inDirection + 1 : 2;
      direction = newDirection;
      previous = value;

      Set<Signal> signals = EnumSet.noneOf(Signal.class);
      if (onSide >= RUN) {
        signals.add(Signal.EIGHT_ON_ONE_SIDE);
      }
      if (inDirection >= TREND) {
        signals.add(direction > 0 ? Signal.SIX_RISING : Signal.SIX_FALLING);
      }
      return signals;
    }
  }
}
