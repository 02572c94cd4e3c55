package dev.barometer.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The tallies of one scope in one period, by {@link Measure}: again a group element, so periods
 * merge and windows slide by subtraction. Never holds an empty tally. Mutable, not thread-safe.
 */
public final class Tallies {
  private static final byte FORMAT = 1;

  /** In order of the measures; merging walks along both. */
  private Measure[] measures = new Measure[2];

  private Tally[] tallies = new Tally[2];
  private int size;

  public Tallies add(Observation observation) {
    return count(observation, 1);
  }

  public Tallies retract(Observation observation) {
    return count(observation, -1);
  }

  private Tallies count(Observation observation, long times) {
    int at = place(observation.measure(), 0);
    Tally tally = holds(at, observation.measure()) ? tallies[at] : new Tally();
    tally.add(observation.code(), observation.value(), times);
    set(at, observation.measure(), tally);
    return this;
  }

  /** Sets a measure's tally, which from then on belongs to this object. */
  public Tallies put(Measure measure, Tally tally) {
    set(place(measure, 0), measure, tally);
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
    int at = 0;
    for (int i = 0; i < other.size; i++) {
      Measure measure = other.measures[i];
      at = place(measure, at);
      Tally ours = holds(at, measure) ? tallies[at] : new Tally();
      if (sign > 0) {
        ours.merge(other.tallies[i]);
      } else {
        ours.subtract(other.tallies[i]);
      }
      set(at, measure, ours);
    }
    return this;
  }

  /** Where a measure is or belongs, which is not before {@code from}. There are few. */
  private int place(Measure measure, int from) {
    int at = from;
    while (at < size && measures[at].compareTo(measure) < 0) {
      at++;
    }
    return at;
  }

  private boolean holds(int at, Measure measure) {
    return at < size && measures[at].equals(measure);
  }

  /** Sets what {@link #place} found; an empty tally is not held. */
  private void set(int at, Measure measure, Tally tally) {
    if (holds(at, measure)) {
      if (tally.isEmpty()) {
        remove(at);
      } else {
        tallies[at] = tally;
      }
    } else if (!tally.isEmpty()) {
      insert(at, measure, tally);
    }
  }

  private void insert(int at, Measure measure, Tally tally) {
    if (size == measures.length) {
      measures = Arrays.copyOf(measures, size * 2);
      tallies = Arrays.copyOf(tallies, size * 2);
    }
    System.arraycopy(measures, at, measures, at + 1, size - at);
    System.arraycopy(tallies, at, tallies, at + 1, size - at);
    measures[at] = measure;
    tallies[at] = tally;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(measures, at + 1, measures, at, size - at);
    System.arraycopy(tallies, at + 1, tallies, at, size - at);
    measures[size] = null;
    tallies[size] = null;
  }

  public Tallies copy() {
    return new Tallies().merge(this);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Visits the measures in order; their tallies may not be changed. */
  public void forEach(BiConsumer<Measure, Tally> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(measures[i], tallies[i]);
    }
  }

  /** By measure, in order, as they are now. Neither the map nor the tallies may be changed. */
  public Map<Measure, Tally> byMeasure() {
    Map<Measure, Tally> byMeasure = new LinkedHashMap<>();
    forEach(byMeasure::put);
    return Collections.unmodifiableMap(byMeasure);
  }

  /**
   * The compact binary form: a format byte, the number of measures, then each measure's name
   * (length, ASCII) and its tally. Equal tallies give equal bytes.
   */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.write(FORMAT);
    Varint.write(out, size);
    forEach(
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
    if (tally.isEmpty() || size > 0 && measure.compareTo(measures[size - 1]) <= 0) {
      throw new IllegalArgumentException("measures empty or not in order");
    }
    insert(size, measure, tally);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Tallies other
        && Arrays.equals(measures, 0, size, other.measures, 0, other.size)
        && Arrays.equals(tallies, 0, size, other.tallies, 0, other.size);
  }

  @Override
  public int hashCode() {
    return byMeasure().hashCode();
  }

  @Override
  public String toString() {
    return byMeasure().toString();
  }
}
