package dev.barometer.starter.token;

import java.util.List;

/** Hears of records of tokens that nobody goes by; the service that writes tokens settles them. */
@FunctionalInterface
public interface DoubtfulTokens {
  /** The service only counts them. */
  DoubtfulTokens COUNTED = doubtful -> {};

  /**
   * Called by the thread that reads: with all there were when it has read what was there at the
   * start, perhaps none, and later whenever there are some.
   */
  void heard(List<DoubtfulToken> doubtful);
}
