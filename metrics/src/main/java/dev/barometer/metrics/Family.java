package dev.barometer.metrics;

/** What kind of fact a metric observes; it decides what the codes of its tallies mean. */
public enum Family {
  /** An answered point of a scale; code and value as {@link ChoiceCode} says. */
  CHOICE,
  /** No or yes: code and value are 0 or 1. */
  YES_NO,
  /** A span of time: code is a {@link LogBins} bin, value the exact span in milliseconds. */
  DURATION,
  /** Something that happened: one code, {@value Observation#COUNTED}, value 0. */
  VOLUME
}
