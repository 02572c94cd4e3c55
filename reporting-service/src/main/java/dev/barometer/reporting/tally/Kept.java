package dev.barometer.reporting.tally;

/** What is kept in memory of what was read from the database. It never changes. */
sealed interface Kept permits KeptPage, KeptScopes {
  /** About how many bytes it takes. */
  int weight();
}
