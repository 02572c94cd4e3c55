package dev.barometer.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Variable-length integers, seven bits a byte; signed ones in zigzag order. */
final class Varint {
  private Varint() {}

  static void write(DataOutput out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static void writeSigned(DataOutput out, long value) throws IOException {
    write(out, value << 1 ^ value >> 63);
  }

  static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = in.readByte();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IOException("a variable-length integer of more than ten bytes");
  }

  static long readSigned(DataInput in) throws IOException {
    long value = read(in);
    return value >>> 1 ^ -(value & 1);
  }
}
