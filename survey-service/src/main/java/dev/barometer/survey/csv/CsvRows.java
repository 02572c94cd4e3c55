package dev.barometer.survey.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180), one after the other, in time linear in its length and the
 * memory of one row.
 *
 * <p>A cell is quoted where its first character is a quote. It ends at the first quote that is not
 * doubled; behind it only blanks may stand before the delimiter or the end of the line. Where
 * something else follows, or the cell does not end within the longest row or the file, its quote
 * counts as never closed: the row is broken at the line where the quote opens, and reading goes on
 * at the next line, as if it began a row.
 *
 * <p>Lines of nothing but blanks are left out.
 */
public final class CsvRows implements Closeable {
  /**
   * How many characters may be read again because of quotes that are left open, beside as many as
   * the file has: quotes that nothing closes end each other, and cost no more than that.
   */
  private static final long SPARE = 16_000_000;

  private static final String OPEN = "is no CSV: a quote opens here that is not closed";
  private static final int END = RowBuffer.END;
  private static final char QUOTE = '"';

  private final RowBuffer file;
  private final char delimiter;
  private final int longestRow;

  private long readAgain;
  private final StringBuilder cell = new StringBuilder();

  /** The first quoted cell of the last row that goes over a line end; of none -1. */
  private int secondLine = END;

  private long secondLineNumber;
  private int cellEnd;
  private boolean cellEndsRow;

  public CsvRows(Reader characters, char delimiter, int longestRow) {
    this.file = new RowBuffer(characters);
    this.delimiter = delimiter;
    this.longestRow = longestRow;
  }

  /** The next row; null at the end. */
  public @Nullable CsvRow next() throws IOException {
    while (true) {
      file.beginRow();
      secondLine = END;
      cellEndsRow = false;
      if (file.peek() == END) {
        return null;
      }
      CsvRow row = read();
      if (row.broken() != null || !row.isBlank(delimiter)) {
        return row;
      }
    }
  }

  private CsvRow read() throws IOException {
    long first = file.line();
    List<String> cells = new ArrayList<>();
    int end;
    do {
      cell.setLength(0);
      if (file.peek() == QUOTE) {
        CsvRow broken = quoted();
        if (broken != null) {
          return broken;
        }
        end = file.take();
      } else {
        end = unquoted();
      }
      cells.add(cell.toString());
      if (isTooLong() && secondLine != END) {
        return readAgain(OPEN);
      }
      if (isTooLong()) {
        leaveLine(end);
        return CsvRow.broken(first, "must have at most " + longestRow + " characters");
      }
    } while (end == delimiter);
    cellEndsRow = secondLine != END && file.isBlankFrom(cellEnd + 1);
    boolean severalLines = file.line() > first;
    file.endLine(end);
    return new CsvRow(first, cells, null, severalLines);
  }

  /** The rest of a cell without quotes, and what ended it. */
  private int unquoted() throws IOException {
    int one = file.take();
    while (one != delimiter && one != '\n' && one != '\r' && one != END && !isTooLong()) {
      cell.append((char) one);
      one = file.take();
    }
    return one;
  }

  /** A quoted cell up to its end and the blanks behind it; a broken row where it has none. */
  private @Nullable CsvRow quoted() throws IOException {
    long opened = file.line();
    int nextLine = END;
    file.take();
    while (true) {
      int one = file.take();
      if (one == QUOTE && file.peek() == QUOTE) {
        file.take();
        cell.append(QUOTE);
      } else if (one == QUOTE) {
        int closed = file.offset() - 1;
        while (file.peek() != delimiter && file.peek() != END && isBlankWithinLine(file.peek())) {
          file.take();
        }
        if (!isEndOfCell(file.peek())) {
          return brokenAt(opened, nextLine, one);
        }
        if (nextLine != END && secondLine == END) {
          secondLine = nextLine;
          secondLineNumber = opened + 1;
          cellEnd = closed;
        }
        return null;
      } else if (one == END || isTooLong()) {
        return brokenAt(opened, nextLine, one);
      } else {
        cell.append((char) one);
        if (one == '\r' && file.peek() == '\n') {
          cell.append((char) file.take());
          one = '\n';
        }
        if (one == '\n' || one == '\r') {
          file.countLine();
          nextLine = nextLine == END ? file.offset() : nextLine;
        }
      }
    }
  }

  private boolean isEndOfCell(int one) {
    return one == delimiter || one == '\n' || one == '\r' || one == END;
  }

  private static boolean isBlankWithinLine(int one) {
    return one != '\n' && one != '\r' && Cells.isBlank((char) one);
  }

  /**
   * Where a cell before went over a line end, too, the fault may be there: a quote that was left
   * open and closed by one that opens.
   */
  private CsvRow brokenAt(long opened, int nextLine, int last) throws IOException {
    if (secondLine != END) {
      return readAgain(OPEN);
    }
    if (nextLine == END) {
      leaveLine(last);
    } else {
      goBack(nextLine, opened + 1);
    }
    return CsvRow.broken(opened, OPEN);
  }

  /**
   * Tells the row that was read last as broken, and goes on with the line behind the one where its
   * first quote over several lines opens.
   */
  public CsvRow readAgain(String reason) throws IOException {
    goBack(secondLine, secondLineNumber);
    return CsvRow.broken(secondLineNumber - 1, reason);
  }

  private void goBack(int offset, long toLine) throws IOException {
    readAgain += file.offset() - offset;
    if (readAgain > file.received() + SPARE) {
      throw stopped(toLine - 1);
    }
    file.goBackTo(offset, toLine);
  }

  /** What cannot be read any more begins on this line. */
  private CsvStoppedException stopped(long from) throws IOException {
    long ended = file.line();
    while (file.peek() != END) {
      file.beginRow();
      ended = file.line();
      leaveLine(file.take());
    }
    return new CsvStoppedException(from, Math.max(ended + 1, file.line()) - from);
  }

  /**
   * The lines that lie wholly within the first cell of the last row that goes over a line end, each
   * read as if it were a row. They look like rows of the file where the cell's quote was left open
   * and a quote further down was taken for its end.
   */
  public List<CsvRow> rowsWithinItsCell() throws IOException {
    if (secondLine == END) {
      return List.of();
    }
    String within = file.text(secondLine, cellEnd);
    if (!cellEndsRow) {
      within =
          within.substring(0, Math.max(within.lastIndexOf('\n'), within.lastIndexOf('\r')) + 1);
    }
    List<CsvRow> rows = new ArrayList<>();
    try (CsvRows lines = new CsvRows(new StringReader(within), delimiter, longestRow)) {
      for (CsvRow row = lines.next(); row != null; row = lines.next()) {
        if (row.broken() == null && !row.severalLines()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private boolean isTooLong() {
    return file.offset() > longestRow;
  }

  /** Reads on to the end of the line, without keeping it. */
  private void leaveLine(int one) throws IOException {
    int last = one;
    while (last != '\n' && last != '\r' && last != END) {
      if (isTooLong()) {
        file.beginRow();
      }
      last = file.take();
    }
    file.endLine(last);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
