package dev.barometer.scoring.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeTallies;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A bucket of a scope. In the store the time comes before the scope, so that all scopes that have
 * something in one hour lie side by side: that is what an hour that leaves a window asks for.
 */
record ScopeBucket(String scope, Bucket bucket) {
  private static final String ALL = Scope.ALL.toString();
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final byte HOUR = 'h';
  private static final byte DAY = 'd';
  private static final int SCOPE_AT = 1 + Integer.BYTES;

  /** The key of its record: {@code scope|bucket}. */
  String key() {
    return ScopeTallies.key(scope, bucket.label());
  }

  static boolean isAll(String scope) {
    return scope.equals(ALL);
  }

  byte[] toBytes() {
    byte[] name = scope.getBytes(UTF_8);
    ByteBuffer key =
        bucket instanceof Bucket.Hour hour
            ? prefix(HOUR, hourNumber(hour.start()), name.length)
            : prefix(DAY, dayNumber((Bucket.Day) bucket), name.length);
    return key.put(name).array();
  }

  static ScopeBucket fromBytes(byte[] bytes) {
    ByteBuffer key = ByteBuffer.wrap(bytes);
    byte kind = key.get();
    int number = key.getInt() ^ Integer.MIN_VALUE;
    String scope = new String(bytes, SCOPE_AT, bytes.length - SCOPE_AT, UTF_8);
    return switch (kind) {
      case HOUR ->
          new ScopeBucket(
              scope, new Bucket.Hour(Instant.ofEpochSecond((long) number * SECONDS_PER_HOUR)));
      case DAY -> new ScopeBucket(scope, new Bucket.Day(LocalDate.ofEpochDay(number)));
      default -> throw new IllegalArgumentException("a bucket of unknown kind " + kind);
    };
  }

  /** Where the buckets of an hour start; they end where those of the next one start. */
  static byte[] startOf(Instant hour) {
    return prefix(HOUR, hourNumber(hour), 0).array();
  }

  /** Where the buckets of a day start; what lies before the earliest day there can be is no day. */
  static byte[] startOf(LocalDate day) {
    long number = Math.max(Integer.MIN_VALUE, day.toEpochDay());
    return prefix(DAY, Math.toIntExact(number), 0).array();
  }

  /** With the sign turned, numbers are in order as bytes, also those before 1970. */
  private static ByteBuffer prefix(byte kind, int number, int room) {
    return ByteBuffer.allocate(SCOPE_AT + room).put(kind).putInt(number ^ Integer.MIN_VALUE);
  }

  private static int hourNumber(Instant hour) {
    return Math.toIntExact(Math.floorDiv(hour.getEpochSecond(), SECONDS_PER_HOUR));
  }

  private static int dayNumber(Bucket.Day day) {
    return Math.toIntExact(day.date().toEpochDay());
  }
}
