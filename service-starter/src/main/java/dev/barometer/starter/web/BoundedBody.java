package dev.barometer.starter.web;

import dev.barometer.starter.json.StrictUtf8;
import dev.barometer.starter.web.RefusedBodyException.Reason;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A body as it is read: inflated where it came as gzip, and refused as soon as it is too long, too
 * slow, or more than there is room for. Both the bytes that came and what they become are counted,
 * so that a small body that inflates without end costs no more than a long one.
 */
final class BoundedBody extends ServletInputStream {
  private final ServletInputStream raw;
  private final BodyBounds bounds;
  private final long limit;
  private final LongPredicate hold;
  private final boolean zipped;
  private final @Nullable StrictUtf8 text;
  private final Consumer<Reason> refused;
  private final long began = System.nanoTime();
  private @Nullable InputStream content;
  private long arrived;
  private long read;

  /**
   * @param limit the most bytes, as they came and inflated
   * @param hold asked for room for so many bytes in all, before they are handed on
   * @param text what it has to be, inflated; null where it may be any bytes
   * @param refused told once why, where it is refused
   */
  BoundedBody(
      ServletInputStream raw,
      BodyBounds bounds,
      long limit,
      LongPredicate hold,
      boolean zipped,
      @Nullable StrictUtf8 text,
      Consumer<Reason> refused) {
    this.raw = raw;
    this.bounds = bounds;
    this.limit = limit;
    this.hold = hold;
    this.zipped = zipped;
    this.text = text;
    this.refused = refused;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return readBounded(bytes, offset, length);
    } catch (RefusedBodyException e) {
      refused.accept(e.reason());
      throw e;
    }
  }

  private int readBounded(byte[] bytes, int offset, int length) throws IOException {
    int count = zipped ? inflate(bytes, offset, length) : arrive(bytes, offset, length);
    read += Math.max(0, count);
    if (read > limit) {
      throw tooLarge(limit);
    }
    if (!hold.test(read)) {
      throw new RefusedBodyException(
          Reason.BYTES, "body", "must wait: too many bytes are being handled");
    }
    if (text != null && !(count < 0 ? text.isComplete() : text.takes(bytes, offset, count))) {
      throw unreadable("must be JSON in UTF-8");
    }
    return count;
  }

  static RefusedBodyException tooLarge(long limit) {
    return new RefusedBodyException(
        Reason.TOO_LARGE,
        "body",
        "must have at most " + limit + " bytes, inflated ones too; send it in parts");
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      if (content == null) {
        content = new GZIPInputStream(new Arriving(), 8192);
      }
      return content.read(bytes, offset, length);
    } catch (ZipException e) {
      throw unreadable("must be gzip, as Content-Encoding says: " + e.getMessage());
    } catch (EOFException e) {
      throw unreadable("must be gzip, as Content-Encoding says: it ends too early");
    }
  }

  private int arrive(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = raw.read(bytes, offset, length);
    } catch (IOException e) {
      throw isTimeout(e) ? bounds.tooSlow() : unreadable("must come to its end");
    }
    arrived += Math.max(0, count);
    bounds.requirePace(arrived, Duration.ofNanos(System.nanoTime() - began));
    return count;
  }

  private static boolean isTimeout(IOException e) {
    return e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
  }

  private static RefusedBodyException unreadable(String rule) {
    return new RefusedBodyException(Reason.UNREADABLE, "body", rule);
  }

  /** The bytes as they come in. */
  private final class Arriving extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = arrive(bytes, offset, length);
      if (arrived > limit) {
        throw tooLarge(limit);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return raw.available();
    }
  }

  @Override
  public boolean isFinished() {
    return raw.isFinished();
  }

  @Override
  public boolean isReady() {
    return raw.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("Bodies are read by waiting for them");
  }
}
