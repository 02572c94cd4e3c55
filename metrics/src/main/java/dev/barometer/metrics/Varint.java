package dev.barometer.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Variable-length integers, seven bits a byte, lowest first; signed ones in zigzag order. */
public final class Varint {
  private static final int LAST_SHIFT = 63;

  private Varint() {}

  public static void write(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  public static void writeSigned(ByteArrayOutputStream out, long value) {
    write(out, value << 1 ^ value >> 63);
  }

  /**
   * Reads the shortest form only, as {@link #write} writes it; throws {@link
   * java.nio.BufferUnderflowException} where the bytes end too soon.
   */
  public static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
      byte part = in.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        if (part == 0 && shift > 0 || part > 1 && shift == LAST_SHIFT) {
          break;
        }
        return value;
      }
    }
    throw new IllegalArgumentException("an integer of more than 64 bits, or padded");
  }

  public static long readSigned(ByteBuffer in) {
    long value = read(in);
    return value >>> 1 ^ -(value & 1);
  }

  /** A number of things that follow, each at least one byte long: never more than is left. */
  public static int readLength(ByteBuffer in) {
    long length = read(in);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(length + " things in " + in.remaining() + " bytes");
    }
    return (int) length;
  }
}
