package dev.barometer.starter.fact;

import dev.barometer.contract.DeadLetterKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record as {@link RecordReader} found it. */
public sealed interface Decoded<T> {

  /** The value as it came; null where there was none. */
  byte @Nullable [] bytes();

  /**
   * It keeps its contract.
   *
   * @param key which is the fact's id
   * @param value null where the fact is erased
   * @param time when that happened
   */
  record Good<T>(String key, @Nullable T value, Instant time, byte @Nullable [] bytes)
      implements Decoded<T> {}

  /**
   * It cannot be a fact.
   *
   * @param reason for people
   */
  record Refused<T>(DeadLetterKind kind, String reason, byte @Nullable [] bytes)
      implements Decoded<T> {}
}
