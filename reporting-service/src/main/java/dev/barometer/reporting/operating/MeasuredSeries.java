package dev.barometer.reporting.operating;

import java.time.Instant;
import java.util.List;

/**
 * What was measured of one system in a period.
 *
 * @param system its name; {@code team:NAME} for the people of a team
 * @param unit as it travels
 * @param points in the order of time, no two of the same
 */
public record MeasuredSeries(String system, String measure, String unit, List<Point> points) {
  private static final String TEAM = "team:";

  public MeasuredSeries {
    points = List.copyOf(points);
  }

  /** One of them. */
  public record Point(Instant at, double value) {}

  /** Whether it tells of people rather than of a machine. */
  public boolean isOfPeople() {
    return isOfPeople(system);
  }

  /** Below which no value of it can be; none of a measure that nobody knows. */
  public double least() {
    return KnownMeasure.of(measure).isPresent() ? 0 : Double.NEGATIVE_INFINITY;
  }

  /** Above which no value of it can be. */
  public double most() {
    return KnownMeasure.of(measure).map(KnownMeasure::most).orElse(Double.POSITIVE_INFINITY);
  }

  static boolean isOfPeople(String system) {
    return system.startsWith(TEAM);
  }

  /** Of a system that stands for people. */
  static String teamOf(String system) {
    return system.substring(TEAM.length());
  }
}
