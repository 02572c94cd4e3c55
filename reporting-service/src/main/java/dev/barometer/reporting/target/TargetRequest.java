package dev.barometer.reporting.target;

import org.jspecify.annotations.Nullable;

/**
 * What is to be set.
 *
 * @param scale that the values are on, where the metric's scales do not have the same values
 * @param source who set it, and why
 * @param from the first day on which it counts; left out for today
 */
record TargetRequest(
    @Nullable String scale,
    @Nullable Double target,
    @Nullable BandsRequest bands,
    @Nullable BaselineRequest baseline,
    @Nullable String source,
    @Nullable String from) {

  /**
   * From where on a score is called good, and excellent.
   *
   * @param above true where only what is better than that bound is excellent
   */
  record BandsRequest(@Nullable Double good, @Nullable Double excellent, @Nullable Boolean above) {}

  /**
   * Where one began.
   *
   * @param source where the value comes from
   */
  record BaselineRequest(@Nullable Double value, @Nullable String source) {}
}
