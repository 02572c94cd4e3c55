package dev.barometer.metrics;

import java.util.List;
import java.util.Optional;

/**
 * A scale as data: its points and where the classes are cut by default.
 *
 * @param negativeTo the highest point of the negative class (the lowest where low is good)
 * @param positiveFrom the lowest point of the positive class (the highest where low is good)
 */
public record Scale(
    String id, int lowest, int highest, int negativeTo, int positiveFrom, boolean lowIsGood) {

  private static final Scale NPS_0 = new Scale("0-10", 0, 10, 6, 9, false);
  private static final List<Scale> OF_NPS = List.of(NPS_0, new Scale("1-10", 1, 10, 6, 9, false));
  private static final List<Scale> OF_HAPPINESS = List.of(NPS_0);
  private static final List<Scale> OF_CSAT =
      List.of(
          new Scale("2", 1, 2, 1, 2, false),
          new Scale("3", 1, 3, 1, 3, false),
          new Scale("5", 1, 5, 2, 4, false),
          new Scale("7", 1, 7, 3, 5, false),
          new Scale("10", 1, 10, 4, 8, false));
  private static final List<Scale> OF_CES =
      List.of(
          new Scale("effort-5", 1, 5, 4, 2, true),
          new Scale("effort-7", 1, 7, 5, 3, true),
          new Scale("ease-5", 1, 5, 2, 4, false),
          new Scale("ease-7", 1, 7, 3, 5, false),
          new Scale("ease-10", 1, 10, 4, 8, false),
          new Scale("ease-0-10", 0, 10, 4, 8, false));
  private static final List<Scale> OF_SENTIMENT =
      List.of(new Scale("sentiment", -1, 1, -1, 1, false));
  private static final List<Scale> OF_RATER = List.of(new Scale("agree-7", 1, 7, 3, 5, false));

  /** The scales a metric may be answered on; empty for metrics that nobody answers. */
  public static List<Scale> of(Metric metric) {
    return switch (metric.id()) {
      case "nps" -> OF_NPS;
      case "happiness" -> OF_HAPPINESS;
      case "csat" -> OF_CSAT;
      case "ces" -> OF_CES;
      case "sentiment" -> OF_SENTIMENT;
      default -> metric.id().startsWith("rater-") ? OF_RATER : List.of();
    };
  }

  public static Optional<Scale> find(Metric metric, String id) {
    return of(metric).stream().filter(scale -> scale.id.equals(id)).findFirst();
  }

  public boolean has(int point) {
    return lowest <= point && point <= highest;
  }

  /** The class of a point by the default cuts; throws for a point the scale does not have. */
  public PointClass classOf(int point) {
    if (!has(point)) {
      throw new IllegalArgumentException(point + " is not a point of the scale " + id);
    }
    if (lowIsGood ? point <= positiveFrom : point >= positiveFrom) {
      return PointClass.POSITIVE;
    }
    if (lowIsGood ? point >= negativeTo : point <= negativeTo) {
      return PointClass.NEGATIVE;
    }
    return PointClass.NEUTRAL;
  }
}
