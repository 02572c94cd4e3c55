package dev.barometer.survey.csv;

import dev.barometer.contract.rule.Violation;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is written, as far as its sender says.
 *
 * @param charset where it is not said, what the file's byte order mark says, else UTF-8
 * @param delimiter one character; where it is not said the file tells
 * @param skipRows rows above the row of names
 * @param headerRows rows of the header, the first of which holds the names
 */
public record CsvShape(
    @Nullable String charset,
    @Nullable String delimiter,
    @Nullable Integer skipRows,
    @Nullable Integer headerRows) {
  private static final int MOST_ROWS = 1_000;

  /** What is wrong with it; empty where nothing is. */
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    if (!isCharsetKnown()) {
      found.add(new Violation("charset", "is not known"));
    }
    if (delimiter != null && (delimiter.length() != 1 || !mayDelimit(delimiter.charAt(0)))) {
      found.add(
          new Violation("delimiter", "must be one character, no letter, digit, quote or line end"));
    }
    if (skipRows != null && (skipRows < 0 || skipRows > MOST_ROWS)) {
      found.add(new Violation("skipRows", "must be between 0 and " + MOST_ROWS));
    }
    if (headerRows != null && (headerRows < 1 || headerRows > MOST_ROWS)) {
      found.add(new Violation("headerRows", "must be between 1 and " + MOST_ROWS));
    }
    return found;
  }

  static boolean mayDelimit(char one) {
    return !Character.isLetterOrDigit(one) && one != '"' && one != '\n' && one != '\r';
  }

  private boolean isCharsetKnown() {
    try {
      return charset == null || Charset.isSupported(charset);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }
}
