package dev.barometer.survey.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The characters of a CSV file, so that a quote that is never closed does not take the rest of the
 * file into memory: between two rows no more than the limit is handed out.
 */
final class BoundedRows extends FilterReader {
  private final int limit;
  private int handedOut;

  BoundedRows(Reader characters, int limit) {
    super(characters);
    this.limit = limit;
  }

  /** A row is complete: what follows belongs to the next. */
  void nextRow() {
    handedOut = 0;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(1);
    return one;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(count);
    return count;
  }

  private void count(int more) throws IOException {
    handedOut += Math.max(0, more);
    if (handedOut > limit) {
      throw new IOException("a row has more than " + limit + " characters: is a quote left open?");
    }
  }
}
