package dev.barometer.metrics.signal;

/** A pattern that chance alone seldom makes. */
public enum Signal {
  /** The point is outside its limits. */
  OUTSIDE,
  /** The eighth or a later point in a row on one side of the centre. */
  EIGHT_ON_ONE_SIDE,
  /** The sixth or a later point in a row of which each is higher than the one before. */
  SIX_RISING,
  /** The sixth or a later point in a row of which each is lower than the one before. */
  SIX_FALLING
}
