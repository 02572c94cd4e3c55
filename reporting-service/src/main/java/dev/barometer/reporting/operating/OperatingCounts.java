package dev.barometer.reporting.operating;

/**
 * What became of the points of a request; the same request once more adds nothing.
 *
 * @param unchanged stood there already, or were to be taken away and were not there
 */
record OperatingCounts(long added, long replaced, long removed, long unchanged) {
  static final OperatingCounts NONE = new OperatingCounts(0, 0, 0, 0);

  OperatingCounts plus(OperatingCounts other) {
    return new OperatingCounts(
        added + other.added,
        replaced + other.replaced,
        removed + other.removed,
        unchanged + other.unchanged);
  }
}
