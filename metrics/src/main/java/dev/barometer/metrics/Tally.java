package dev.barometer.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A sparse integer histogram {@code code -> count} with an exact sum: an element of the free
 * abelian group on codes. Adding an observation, merging two tallies and taking one back are the
 * same operation with a sign, so corrections, repeats and sliding windows stay exact. Counts may be
 * negative in a difference. Overflow throws {@link ArithmeticException}; the sum of durations has
 * room for 292 million years. Mutable and not thread-safe.
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

  public Tally copy() {
    int room = Math.max(size, 1);
    return new Tally(Arrays.copyOf(codes, room), Arrays.copyOf(counts, room), size, sum);
  }

  /** Counts one observation {@code times} times; a negative number takes it back. */
  public Tally add(int code, long value, long times) {
    count(code, times);
    sum = Math.addExact(sum, Math.multiplyExact(value, times));
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

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, size);
    int previous = 0;
    for (int i = 0; i < size; i++) {
      Varint.writeSigned(out, (long) codes[i] - previous);
      Varint.writeSigned(out, counts[i]);
      previous = codes[i];
    }
    Varint.writeSigned(out, sum);
  }

  static Tally readFrom(DataInput in) throws IOException {
    int size = Math.toIntExact(Varint.read(in));
    Tally tally = new Tally();
    int previous = 0;
    for (int i = 0; i < size; i++) {
      previous = Math.toIntExact(previous + Varint.readSigned(in));
      tally.count(previous, Varint.readSigned(in));
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
