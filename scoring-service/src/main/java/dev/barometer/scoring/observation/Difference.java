package dev.barometer.scoring.observation;

import dev.barometer.contract.score.Bucket;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What changes in one scope, by slice of time: counts to add, negative where taken back. */
public record Difference(Map<Slice, Tallies> slices) {
  private static final byte FORMAT = 2;
  private static final long SECONDS_PER_HOUR = 3_600;

  /** The binary form in which differences travel from stage 1 to stage 2. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(96);
    out.write(FORMAT);
    Varint.write(out, slices.size());
    slices.forEach(
        (slice, tallies) -> {
          long hour = Math.floorDiv(slice.hour().start().getEpochSecond(), SECONDS_PER_HOUR);
          Varint.writeSigned(out, hour);
          Varint.writeSigned(out, slice.day().date().toEpochDay() - Math.floorDiv(hour, 24));
          byte[] bytes = tallies.toBytes();
          Varint.write(out, bytes.length);
          out.writeBytes(bytes);
        });
    return out.toByteArray();
  }

  /** Reads {@link #toBytes}; throws {@link IllegalArgumentException} on anything else. */
  public static Difference fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException("a difference of unknown format " + format);
      }
      Map<Slice, Tallies> slices = new LinkedHashMap<>();
      for (int left = Varint.readLength(in); left > 0; left--) {
        slices.put(readSlice(in), readTallies(in));
      }
      return new Difference(slices);
    } catch (BufferUnderflowException | ArithmeticException | DateTimeException broken) {
      throw new IllegalArgumentException("a difference that cannot be read", broken);
    }
  }

  private static Slice readSlice(ByteBuffer in) {
    long hour = Varint.readSigned(in);
    long day = Math.floorDiv(hour, 24) + Varint.readSigned(in);
    return new Slice(
        new Bucket.Hour(Instant.ofEpochSecond(Math.multiplyExact(hour, SECONDS_PER_HOUR))),
        new Bucket.Day(LocalDate.ofEpochDay(day)));
  }

  private static Tallies readTallies(ByteBuffer in) {
    byte[] tallies = new byte[Varint.readLength(in)];
    in.get(tallies);
    return Tallies.fromBytes(tallies);
  }
}
