package dev.barometer.scoring.rebuild;

import java.util.Arrays;

/** What a topic says last of a key. */
record Published(byte[] value, long sequence) {
  boolean saysTheSameAs(Published other) {
    return Arrays.equals(value, other.value);
  }
}
