package dev.barometer.survey.gate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an id: whose it is, and what the rules of the gate remember.
 *
 * @param owner the mark of who sent it first; null where that was before senders were told apart,
 *     and then it stays everybody's
 */
record Kept(byte @Nullable [] owner, byte[] memory) {
  /** No memory of a gate begins with it: those begin with their version. */
  private static final byte OWNED = 'O';

  static Kept read(byte[] bytes) {
    if (bytes[0] != OWNED) {
      return new Kept(null, bytes);
    }
    MemoryReader reader = new MemoryReader(OWNED, bytes);
    return new Kept(reader.block(), reader.block());
  }

  byte[] toBytes() {
    return owner == null ? memory : new MemoryWriter(OWNED).block(owner).block(memory).toBytes();
  }

  boolean isOf(byte[] mark) {
    return owner == null || Arrays.equals(owner, mark);
  }
}
