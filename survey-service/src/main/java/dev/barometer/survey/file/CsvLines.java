package dev.barometer.survey.file;

import dev.barometer.survey.csv.CsvFile;
import dev.barometer.survey.csv.CsvRow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file. A row over several lines may be one whose quote was left open, and closed
 * by one further down: where it has cells too many, or rows of the file within one of its cells, it
 * is told as such, and its lines are read.
 */
final class CsvLines implements ImportLines {
  private static final String LEFT_OPEN = "is no CSV: a quote opens here that seems left open";

  private final CsvFile file;
  private final RowReading reading;

  CsvLines(CsvFile file, RowReading reading) {
    this.file = file;
    this.reading = reading;
  }

  @Override
  public @Nullable ImportLine next() throws IOException {
    CsvRow row = file.rows().next();
    if (row == null) {
      return null;
    }
    if (row.severalLines()) {
      if (!file.header().fits(row)) {
        return reading.read(file.rows().readAgain(LEFT_OPEN));
      }
      for (CsvRow within : file.rows().rowsWithinItsCell()) {
        if (reading.isSurelyARow(within)) {
          return reading.read(file.rows().readAgain(LEFT_OPEN));
        }
      }
    }
    return reading.read(row);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
