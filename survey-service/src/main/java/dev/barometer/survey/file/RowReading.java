package dev.barometer.survey.file;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.csv.BadCellException;
import dev.barometer.survey.csv.CellTimes;
import dev.barometer.survey.csv.CsvHeader;
import dev.barometer.survey.csv.CsvRow;
import dev.barometer.survey.csv.TimeColumn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows as a mapping says. */
abstract class RowReading {
  private final CsvHeader header;
  private final boolean timed;
  private final Map<TimeColumn, CellTimes> times = new HashMap<>();
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
    return read instanceof ImportLine.Answered || read instanceof ImportLine.Reported;
  }

  /** What stands in a column; null where it is blank, or no column is named. */
  final @Nullable String cell(CsvRow row, @Nullable String column) throws BadCellException {
    return header.cell(row, column);
  }

  /** What identifies a row. */
  final String idOf(CsvRow row, @Nullable String column) throws BadCellException {
    String id = cell(row, column);
    if (id == null) {
      throw new BadCellException(
          Objects.requireNonNull(column), null, "must not be blank: it identifies the row");
    }
    return id;
  }

  /**
   * What a cell stands for; null where it is blank.
   *
   * @param words null where the cell speaks for itself
   */
  final @Nullable String word(
      CsvRow row, @Nullable CodedColumn coded, @Nullable Codes<String> words)
      throws BadCellException {
    String column = coded == null ? null : coded.column();
    String said = cell(row, column);
    if (said == null || words == null) {
      return said;
    }
    String meaning = words.meaning(said);
    if (meaning == null) {
      throw new BadCellException(Objects.requireNonNull(column), said, "is not among the values");
    }
    return meaning;
  }

  /** The one time for all rows, or that of the cell; null where it is blank. */
  final @Nullable Instant time(CsvRow row, @Nullable TimeColumn time) throws BadCellException {
    if (time == null || time.value() != null) {
      return time == null ? null : time.value();
    }
    String said = cell(row, time.column());
    return said == null ? null : read(said, time);
  }

  final Instant read(String said, TimeColumn time) throws BadCellException {
    try {
      return times.computeIfAbsent(time, TimeColumn::reader).read(said);
    } catch (DateTimeException e) {
      throw new BadCellException(
          Objects.requireNonNull(time.column()), said, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param columns by dimension
   */
  final Context context(CsvRow row, Map<String, String> columns) throws BadCellException {
    return new Context(
        cell(row, columns.get(Dimension.SERVICE.label())),
        cell(row, columns.get(Dimension.TEAM.label())),
        cell(row, columns.get(Dimension.AGENT.label())),
        cell(row, columns.get(Dimension.CHANNEL.label())),
        cell(row, columns.get(Dimension.PRIORITY.label())),
        cell(row, columns.get(Dimension.CATEGORY.label())),
        cell(row, columns.get(Dimension.ORGANIZATION.label())),
        cell(row, columns.get(Dimension.LOCATION.label())));
  }
}
