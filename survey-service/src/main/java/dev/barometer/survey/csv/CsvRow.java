package dev.barometer.survey.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file.
 *
 * @param line the number of the line it begins on, from 1; of a broken one the line with the fault
 * @param cells as they are written, without their quotes; none where it is broken
 * @param broken why it is none
 * @param severalLines whether one of its cells goes over a line end
 */
public record CsvRow(long line, List<String> cells, @Nullable String broken, boolean severalLines) {

  static CsvRow broken(long line, String reason) {
    return new CsvRow(line, List.of(), reason, false);
  }

  /** Whether nothing but blanks stands in it; where blanks are the delimiter, cells may be many. */
  boolean isBlank(char delimiter) {
    return (cells.size() == 1 || Cells.isBlank(delimiter))
        && cells.stream().allMatch(cell -> Cells.trimmed(cell).isEmpty());
  }
}
