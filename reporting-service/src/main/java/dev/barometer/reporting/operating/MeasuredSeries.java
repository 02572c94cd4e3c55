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

  static boolean isOfPeople(String system) {
    return system.startsWith(TEAM);
  }

  /** Of a system that stands for people. */
  static String teamOf(String system) {
    return system.substring(TEAM.length());
  }
}
