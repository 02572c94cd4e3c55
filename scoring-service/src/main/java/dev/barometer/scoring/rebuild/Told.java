package dev.barometer.scoring.rebuild;

import java.util.Arrays;

/** What a topic says last of a key. */
record Told(byte[] value, long sequence) {
  boolean saysTheSameAs(Told other) {
    return Arrays.equals(value, other.value);
  }
}
