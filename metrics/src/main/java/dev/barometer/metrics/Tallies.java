package dev.barometer.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** By measure, in order; the map cannot be changed. */
  public Map<Measure, Tally> byMeasure() {
    return Collections.unmodifiableMap(byMeasure);
  }

  /** The compact binary form: a format byte, then each measure and its tally. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      Varint.write(out, byMeasure.size());
      for (Map.Entry<Measure, Tally> entry : byMeasure.entrySet()) {
        out.writeUTF(entry.getKey().toString());
        entry.getValue().writeTo(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Reads {@link #toBytes}; throws {@link IllegalArgumentException} on anything else. */
  public static Tallies fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("tallies of unknown format " + format);
      }
      Tallies tallies = new Tallies();
      for (long left = Varint.read(in); left > 0; left--) {
        Measure measure = Measure.parse(in.readUTF());
        tallies.put(measure, Tally.readFrom(in));
      }
      return tallies;
    } catch (IOException | ArithmeticException broken) {
      throw new IllegalArgumentException("tallies that cannot be read", broken);
    }
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
