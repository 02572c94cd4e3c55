package dev.barometer.survey.file;

import dev.barometer.contract.Violation;
import dev.barometer.survey.csv.BadCellException;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvRow;

/** Reads rows as a mapping says. */
abstract class RowReading {
  private final CsvHeader header;
  private final boolean timed;
  private boolean behindBroken;

  /**
   * @param timed whether a row must name a time to be taken
   */
  RowReading(CsvHeader header, boolean timed) {
    this.header = header;
    this.timed = timed;
  }

  /** What the row means; throws what is wrong with a cell. */
  abstract ImportLine meaning(CsvRow row) throws BadCellException;

  /** What is on the next row of the file. */
  final ImportLine read(CsvRow row) {
    if (row.broken() != null) {
      behindBroken = true;
      return new ImportLine.Bad(row.line(), new Violation("", row.broken()));
    }
    behindBroken &= !header.isFull(row);
    return read(row, behindBroken);
  }

  private ImportLine read(CsvRow row, boolean doubtful) {
    try {
      header.requireFit(row, doubtful);
      return meaning(row);
    } catch (BadCellException e) {
      return new ImportLine.Bad(row.line(), new Violation(e.column(), e.rule()), e.cell());
    }
  }

  /**
   * Whether the row cannot be what somebody wrote into a comment: it has all columns, and a time in
   * the one for it.
   */
  final boolean isSurelyARow(CsvRow row) {
    if (!timed || !header.isFull(row)) {
      return false;
    }
    ImportLine read = read(row, false);
    return read instanceof ImportLine.Answered || read instanceof ImportLine.Told;
  }
}
