package dev.barometer.reporting.live;

import java.util.Locale;

/** What may have changed. */
public enum ChangeSignal {
  SCORES,
  COMMENTS,
  COMPLAINTS,
  /** Whether the data is up to date, or how far behind. */
  AGE;

  /** The name of the event on the stream. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
