package dev.barometer.metrics;

/**
 * What can be measured, as data: how it is observed, how its tally becomes a score.
 *
 * @param id its name in the API and on the topics
 * @param unit of the score's value: {@code points}, {@code percent}, {@code scale}, {@code seconds}
 *     or {@code count}
 * @param opinion whether it is what people said (hidden under the minimum n) rather than a fact
 *     about tickets
 * @param lowIsGood whether a falling score is an improvement
 */
public record Metric(
    String id, Family family, Formula formula, String unit, boolean opinion, boolean lowIsGood) {

  /** How a tally becomes a value. */
  public enum Formula {
    /** 100 (positive - negative) / n. */
    BALANCE,
    /** 100 positive / n. */
    POSITIVE_SHARE,
    /** 100 yes / n. */
    YES_SHARE,
    /** The mean point on one scale. */
    POINT_MEAN,
    /** The mean span in seconds. */
    DURATION_MEAN,
    /** n. */
    COUNT
  }
}
