package dev.barometer.reporting.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Text for a cell of a spreadsheet. What would be read as a formula gets an apostrophe before it
 * (OWASP, CSV injection).
 */
final class SpreadsheetText {
  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  private SpreadsheetText() {}

  static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
