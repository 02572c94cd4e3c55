package dev.barometer.starter.access;

/** What a signed topic last told, for all that it tells of. */
public interface KnownStates<T> {
  /** Takes what is told; the highest revision counts, in whatever order they come. */
  void learn(T told);

  void forget(String id);

  /** All that there was when the service started has been read. */
  default void complete() {}

  /**
   * Whether the service must not start before that: where what it would take in meanwhile depends
   * on it.
   */
  default boolean holdUpTheStart() {
    return false;
  }
}
