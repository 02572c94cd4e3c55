package dev.barometer.survey.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The characters of a file, read one after the other; those of the row that is being read are kept,
 * so that reading can go back in it. Places in the row are counted from its beginning.
 */
final class RowBuffer implements Closeable {
  /** No character: the file has ended. */
  static final int END = -1;

  private static final int BLOCK = 1 << 14;

  private final Reader characters;
  private char[] buffer = new char[BLOCK];
  private int length;
  private int rowStart;
  private int at;
  private boolean ended;
  private long received;
  private long line = 1;

  RowBuffer(Reader characters) {
    this.characters = characters;
  }

  /** What was read until now is not gone back to any more. */
  void beginRow() {
    rowStart = at;
  }

  /** How many characters of the row have been taken. */
  int offset() {
    return at - rowStart;
  }

  /**
   * @param itsLine the number of the line that place is on
   */
  void goBackTo(int offset, long itsLine) {
    at = rowStart + offset;
    line = itsLine;
  }

  /** The number of the line that is being read, from 1. */
  long line() {
    return line;
  }

  void countLine() {
    line++;
  }

  /**
   * Comes to the next line.
   *
   * @param one the character that was taken last: it ends the line, alone or with the next, or the
   *     file
   */
  void endLine(int one) throws IOException {
    if (one == '\r' && peek() == '\n') {
      take();
    }
    if (one != END) {
      line++;
    }
  }

  String text(int from, int to) {
    return new String(buffer, rowStart + from, to - from);
  }

  /** Whether only blanks were taken from that place on. */
  boolean isBlankFrom(int offset) {
    for (int i = rowStart + offset; i < at; i++) {
      if (!Cells.isBlank(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  /** How many characters came of the file, each counted once. */
  long received() {
    return received;
  }

  int take() throws IOException {
    int one = peek();
    if (one != END) {
      at++;
    }
    return one;
  }

  int peek() throws IOException {
    return at < length || fill() ? buffer[at] : END;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (rowStart > 0 && rowStart >= buffer.length / 2) {
      System.arraycopy(buffer, rowStart, buffer, 0, length - rowStart);
      length -= rowStart;
      at -= rowStart;
      rowStart = 0;
    }
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int more = characters.read(buffer, length, buffer.length - length);
    ended = more < 0;
    length += Math.max(0, more);
    received += Math.max(0, more);
    return !ended;
  }

  @Override
  public void close() throws IOException {
    characters.close();
  }
}
