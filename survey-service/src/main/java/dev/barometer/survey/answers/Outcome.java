package dev.barometer.survey.answers;

import java.util.Locale;

/** What became of an answer that was set aside. */
enum Outcome {
  LET_IN,
  DISCARDED,
  /** The person answered meanwhile: that stands, and it still waits. */
  ANSWERED,
  /** Somebody else decided, or a newer one took its place. */
  GONE;

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
