package dev.barometer.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tallies of one scope in one period, by {@link Measure}: again a group element, so periods
 * merge and windows slide by subtraction. Never holds an empty tally. Mutable, not thread-safe.
 */
public final class Tallies {
  private static final byte FORMAT = 1;

  private final TreeMap<Measure, Tally> byMeasure = new TreeMap<>();

  public Tallies add(Observation observation) {
    return count(observation, 1);
  }

  public Tallies retract(Observation observation) {
    return count(observation, -1);
  }

  private Tallies count(Observation observation, long times) {
    Tally tally = byMeasure.computeIfAbsent(observation.measure(), measure -> new Tally());
    tally.add(observation.code(), observation.value(), times);
    if (tally.isEmpty()) {
      byMeasure.remove(observation.measure());
    }
    return this;
  }

  /** Sets a measure's tally, which from then on belongs to this object. */
  public Tallies put(Measure measure, Tally tally) {
    if (tally.isEmpty()) {
      byMeasure.remove(measure);
    } else {
      byMeasure.put(measure, tally);
    }
    return this;
  }

  public Tallies merge(Tallies other) {
    return combine(other, 1);
  }

  public Tallies subtract(Tallies other) {
    return combine(other, -1);
  }

  private Tallies combine(Tallies other, int sign) {
    if (other == this) {
      return combine(other.copy(), sign);
    }
    other.byMeasure.forEach(
        (measure, theirs) -> {
          Tally ours = byMeasure.computeIfAbsent(measure, none -> new Tally());
          if (sign > 0) {
            ours.merge(theirs);
          } else {
            ours.subtract(theirs);
          }
          if (ours.isEmpty()) {
            byMeasure.remove(measure);
          }
        });
    return this;
  }

  public Tallies copy() {
    return new Tallies().merge(this);
  }

  public boolean isEmpty() {
    return byMeasure.isEmpty();
  }

  /** By measure, in order. Neither the map nor the tallies in it may be changed. */
  public Map<Measure, Tally> byMeasure() {
    return Collections.unmodifiableMap(byMeasure);
  }

  /**
   * The compact binary form: a format byte, the number of measures, then each measure's name
   * (length, ASCII) and its tally. Equal tallies give equal bytes.
   */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.write(FORMAT);
    Varint.write(out, byMeasure.size());
    byMeasure.forEach(
        (measure, tally) -> {
          byte[] name = measure.toString().getBytes(StandardCharsets.US_ASCII);
          Varint.write(out, name.length);
          out.writeBytes(name);
          tally.writeTo(out);
        });
    return out.toByteArray();
  }

  /**
   * Reads {@link #toBytes}; throws {@link IllegalArgumentException} on anything else. Takes no more
   * memory than the bytes account for, whatever they claim.
   */
  public static Tallies fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException("tallies of unknown format " + format);
      }
      Tallies tallies = new Tallies();
      for (int left = Varint.readLength(in); left > 0; left--) {
        tallies.append(readMeasure(in), Tally.readFrom(in));
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes too many");
      }
      return tallies;
    } catch (BufferUnderflowException | ArithmeticException broken) {
      throw new IllegalArgumentException("tallies that cannot be read", broken);
    }
  }

  private static Measure readMeasure(ByteBuffer in) {
    byte[] name = new byte[Varint.readLength(in)];
    in.get(name);
    return Measure.parse(new String(name, StandardCharsets.US_ASCII));
  }

  private void append(Measure measure, Tally tally) {
    if (tally.isEmpty() || !byMeasure.isEmpty() && measure.compareTo(byMeasure.lastKey()) <= 0) {
      throw new IllegalArgumentException("measures empty or not in order");
    }
    byMeasure.put(measure, tally);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Tallies other && byMeasure.equals(other.byMeasure);
  }

  @Override
  public int hashCode() {
    return byMeasure.hashCode();
  }

  @Override
  public String toString() {
    return byMeasure.toString();
  }
}
