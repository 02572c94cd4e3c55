package dev.barometer.survey.gate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a gate keeps of an id: whose it is, and what its rules need to know of the last fact.
 *
 * @param owner the mark of who sent it first; null where that was before senders were told apart,
 *     and then it stays everybody's
 * @param rules as the rules wrote it
 */
record GateState(byte @Nullable [] owner, byte[] rules) {
  /** No state of the rules begins with it: those begin with their version. */
  private static final byte OWNED = 'O';

  static GateState read(byte[] bytes) {
    if (bytes[0] != OWNED) {
      return new GateState(null, bytes);
    }
    StateInput reader = new StateInput(OWNED, bytes);
    return new GateState(reader.block(), reader.block());
  }

  byte[] toBytes() {
    return owner == null ? rules : new StateOutput(OWNED).block(owner).block(rules).toBytes();
  }

  boolean isOf(byte[] mark) {
    return owner == null || Arrays.equals(owner, mark);
  }
}
