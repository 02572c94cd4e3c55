package dev.barometer.scoring.observation;

import dev.barometer.contract.Fact;
import org.jspecify.annotations.Nullable;

/** A record of a fact topic as it was read. */
sealed interface Decoded {
  /**
   * A fact that keeps its contract.
   *
   * @param id the fact's, which is the record's key
   * @param fact null where the record is a tombstone
   * @param bytes as it came
   */
  record Good(String id, @Nullable Fact fact, byte @Nullable [] bytes) implements Decoded {}

  /** Bytes that are no such fact, as they are put aside. */
  record Bad(byte @Nullable [] bytes) implements Decoded {}
}
