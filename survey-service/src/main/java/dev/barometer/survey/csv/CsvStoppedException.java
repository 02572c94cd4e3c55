package dev.barometer.survey.csv;

import java.io.IOException;

/** A file cannot be read any further; its message says from which line on, and how much is left. */
public final class CsvStoppedException extends IOException {
  private static final long serialVersionUID = 1L;

  CsvStoppedException(long line, long unread) {
    super(
        "Too many quotes are left open: reading stopped at line %d, and %d lines were not read"
            .formatted(line, unread));
  }
}
