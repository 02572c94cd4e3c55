package dev.barometer.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A sparse integer histogram {@code code -> count} with an exact sum: an element of the free
 * abelian group on codes. Adding an observation, merging two tallies and taking one back are the
 * same operation with a sign, so corrections, repeats and sliding windows stay exact. Counts may be
 * negative in a difference. Overflow throws {@link ArithmeticException} (the sum of durations has
 * room for 292 million years): {@link #add} then changed nothing, a tally that was being merged or
 * subtracted into is of no further use. Mutable and not thread-safe.
 */
public final class Tally {
  private int[] codes;
  private long[] counts;
  private int size;
  private long sum;

  public Tally() {
    codes = new int[4];
    counts = new long[4];
  }

  private Tally(int[] codes, long[] counts, int size, long sum) {
    this.codes = codes;
    this.counts = counts;
    this.size = size;
    this.sum = sum;
  }

  /**
   * The tally with these counts by code and this sum: what {@link #forEach} and {@link #sum} say.
   */
  public static Tally of(Map<Integer, Long> counts, long sum) {
    Tally tally = new Tally();
    counts.forEach(tally::count);
    tally.sum = sum;
    return tally;
  }

  public Tally copy() {
    int room = Math.max(size, 1);
    return new Tally(Arrays.copyOf(codes, room), Arrays.copyOf(counts, room), size, sum);
  }

  /** Counts one observation {@code times} times; a negative number takes it back. */
  public Tally add(int code, long value, long times) {
    long newSum = Math.addExact(sum, Math.multiplyExact(value, times));
    count(code, times);
    sum = newSum;
    return this;
  }

  public Tally add(Observation observation) {
    return add(observation.code(), observation.value(), 1);
  }

  public Tally retract(Observation observation) {
    return add(observation.code(), observation.value(), -1);
  }

  public Tally merge(Tally other) {
    for (int i = 0; i < other.size; i++) {
      count(other.codes[i], other.counts[i]);
    }
    sum = Math.addExact(sum, other.sum);
    return this;
  }

  public Tally subtract(Tally other) {
    if (other == this) {
      size = 0;
      sum = 0;
      return this;
    }
    for (int i = 0; i < other.size; i++) {
      count(other.codes[i], Math.negateExact(other.counts[i]));
    }
    sum = Math.subtractExact(sum, other.sum);
    return this;
  }

  private void count(int code, long times) {
    if (times == 0) {
      return;
    }
    int at = Arrays.binarySearch(codes, 0, size, code);
    if (at < 0) {
      insert(-at - 1, code, times);
      return;
    }
    counts[at] = Math.addExact(counts[at], times);
    if (counts[at] == 0) {
      remove(at);
    }
  }

  private void insert(int at, int code, long times) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(codes, at, codes, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    codes[at] = code;
    counts[at] = times;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(codes, at + 1, codes, at, size - at);
    System.arraycopy(counts, at + 1, counts, at, size - at);
  }

  /** How many observations, all codes together. */
  public long n() {
    long n = 0;
    for (int i = 0; i < size; i++) {
      n = Math.addExact(n, counts[i]);
    }
    return n;
  }

  public long count(int code) {
    int at = Arrays.binarySearch(codes, 0, size, code);
    return at < 0 ? 0 : counts[at];
  }

  boolean hasOneCode() {
    return size == 1;
  }

  /** True for a difference, which may be added to a tally but has no score of its own. */
  boolean hasNegativeCount() {
    for (int i = 0; i < size; i++) {
      if (counts[i] < 0) {
        return true;
      }
    }
    return false;
  }

  /** The exact sum of the values, in the unit of the metric's observations. */
  public long sum() {
    return sum;
  }

  /** True where nothing is left: every count and the sum are 0. */
  public boolean isEmpty() {
    return size == 0 && sum == 0;
  }

  /** Visits codes in ascending order; counts are never 0. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.visit(codes[i], counts[i]);
    }
  }

  /** Receives a code and its count. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int code, long count);
  }

  void writeTo(ByteArrayOutputStream out) {
    Varint.write(out, size);
    int previous = 0;
    for (int i = 0; i < size; i++) {
      Varint.writeSigned(out, (long) codes[i] - previous);
      Varint.writeSigned(out, counts[i]);
      previous = codes[i];
    }
    Varint.writeSigned(out, sum);
  }

  /** Reads only what {@link #writeTo} writes, so equal tallies stay equal bytes. */
  static Tally readFrom(ByteBuffer in) {
    int size = Varint.readLength(in);
    Tally tally = new Tally();
    long previous = 0;
    for (int i = 0; i < size; i++) {
      int code = Math.toIntExact(Math.addExact(previous, Varint.readSigned(in)));
      long count = Varint.readSigned(in);
      if (count == 0 || i > 0 && code <= previous) {
        throw new IllegalArgumentException("codes not in order or counted 0 times");
      }
      tally.insert(i, code, count);
      previous = code;
    }
    tally.sum = Varint.readSigned(in);
    return tally;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Tally other
        && sum == other.sum
        && Arrays.equals(codes, 0, size, other.codes, 0, other.size)
        && Arrays.equals(counts, 0, size, other.counts, 0, other.size);
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(sum);
    for (int i = 0; i < size; i++) {
      hash = 31 * (31 * hash + codes[i]) + Long.hashCode(counts[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((code, count) -> text.append(code).append(':').append(count).append(' '));
    return text.append("sum ").append(sum).append('}').toString();
  }
}
