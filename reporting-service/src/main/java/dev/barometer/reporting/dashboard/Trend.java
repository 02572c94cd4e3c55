package dev.barometer.reporting.dashboard;

/**
 * Where a score is going. Only a significant change has an arrow; a count, which has no test, tells
 * what it was before.
 *
 * @param arrow {@code ▲}, {@code ▼} or empty
 * @param tone {@code better}, {@code worse} or {@code plain}
 */
record Trend(String arrow, String text, String tone) {

  static Trend quiet(String text) {
    return new Trend("", text, "plain");
  }
}
