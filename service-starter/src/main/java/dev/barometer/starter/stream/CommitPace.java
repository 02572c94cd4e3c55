package dev.barometer.starter.stream;

import java.time.Duration;

/**
 * When a thread of a stream commits before its interval is over: when all that waited is done, but
 * then it has worked, over the last commits, at least as long as they took. One pause may be owed:
 * after a rest two commits follow each other at once, for what the first hands to the next stage
 * waits for nothing but the second. While more waits it never does: that is taken as far as the
 * interval allows and committed once, however long a commit takes. Belongs to one thread.
 */
final class CommitPace {
  private static final long LEAST_PAUSE = Duration.ofMillis(25).toNanos();

  private long taken;
  private boolean asked;
  private boolean isFirst = true;
  private long pausesEnd;
  private long pause;

  /** Records were handed to the thread. */
  void take(int records) {
    taken += records;
    asked = asked && records == 0;
  }

  /** Whether something was taken that no commit holds, and for which none was asked. */
  boolean wantsCommit() {
    return taken > 0 && !asked;
  }

  /**
   * A commit was asked for. Where there is none all the same, as during a rebalance, the interval
   * brings the next.
   */
  void ask() {
    asked = true;
  }

  /**
   * How long a commit must not be asked for yet.
   *
   * @param now in nanoseconds, of any origin
   */
  Duration untilDue(long now) {
    return isFirst ? Duration.ZERO : Duration.ofNanos(Math.max(0, pausesEnd - pause - now));
  }

  /**
   * A commit ended.
   *
   * @param began in nanoseconds, as {@code ended}
   * @return how many records it holds
   */
  long committed(long began, long ended) {
    long held = taken;
    taken = 0;
    pause = Math.max(LEAST_PAUSE, ended - began);
    long isOwed = isFirst ? 0 : Math.max(0, pausesEnd - began);
    pausesEnd = ended + isOwed + pause;
    isFirst = false;
    return held;
  }
}
