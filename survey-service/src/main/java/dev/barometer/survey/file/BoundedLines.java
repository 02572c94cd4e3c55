package dev.barometer.survey.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as bytes, without line ends and byte order mark. However long a line is, no
 * more of it is kept than the limit and one byte.
 */
final class BoundedLines implements Closeable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream bytes;
  private final int limit;
  private boolean first = true;

  BoundedLines(InputStream bytes, int limit) {
    this.bytes = new BufferedInputStream(bytes, 1 << 16);
    this.limit = limit;
  }

  /** The next line; null at the end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    int one = bytes.read();
    if (one < 0) {
      return null;
    }
    for (; one >= 0 && one != '\n'; one = bytes.read()) {
      if (line.size() <= limit) {
        line.write(one);
      }
    }
    return trimmed(line.toByteArray());
  }

  private byte[] trimmed(byte[] line) {
    int from = first && startsWithMark(line) ? BYTE_ORDER_MARK.length : 0;
    first = false;
    int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return Arrays.copyOfRange(line, from, to);
  }

  private static boolean startsWithMark(byte[] line) {
    return line.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(Arrays.copyOf(line, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
