package dev.barometer.scoring.observation;

import dev.barometer.contract.Fact;
import org.jspecify.annotations.Nullable;

/** A record of a fact topic as it was read. */
sealed interface Reading {
  /** A fact that keeps its contract; null where the record is a tombstone. */
  record Good(@Nullable Fact fact) implements Reading {}

  /** Bytes that are no such fact; the reason is in the record's headers. */
  record Bad(byte[] bytes) implements Reading {}
}
