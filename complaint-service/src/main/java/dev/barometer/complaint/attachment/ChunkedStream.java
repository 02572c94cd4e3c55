package dev.barometer.complaint.attachment;

import java.io.InputStream;
import java.util.function.IntFunction;

/** Reads pieces one after the other; only one is held at a time. */
final class ChunkedStream extends InputStream {
  private final IntFunction<byte[]> pieces;
  private final int count;
  private byte[] piece;
  private int next = 1;
  private int at;

  /** The first piece is read at once: what is not there is known before anything is sent. */
  ChunkedStream(IntFunction<byte[]> pieces, int count) {
    this.pieces = pieces;
    this.count = count;
    this.piece = pieces.apply(0);
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : piece[at++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int some = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, offset, some);
    at += some;
    return some;
  }

  private boolean isAtEnd() {
    while (at == piece.length && next < count) {
      piece = pieces.apply(next++);
      at = 0;
    }
    return at == piece.length;
  }
}
